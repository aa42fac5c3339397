"""The acts that settle what follows a close, as people name them: calling, mailing, meeting, hearing, deciding.

Patterns in the notation of `grammar`. A cue is either somebody acting ("ring you", "drop her an email": who acts stands
around it) or only naming the means or the thing awaited ("a text is best", "your answer").
"""

from enum import Enum, auto

from askforit_desktop.closing import meetrules
from askforit_desktop.closing.finding import Deed
from askforit_desktop.closing.grammar import Pattern, pattern


class Role(Enum):
    """What a cue is in its sentence.

    An act, a contact or an answer by no named means, an answer or decision that is awaited, a means, or a hint of one
    (a number); or what happens then besides, whose time is no time of a deed.
    """

    ACT = auto()
    CONTACT = auto()
    ANSWER = auto()
    AWAITED = auto()
    MEANS = auto()
    HINT = auto()
    OTHER = auto()


Rule = tuple[Deed, Role, Pattern]

_GIVE = (
    "give|gives|giving|gave|gi|gi'|drops|pops|drop|dropped|dropping|send|sending|sent|shoot|shooting|shot|leave|leaving|pop|flick|fire|write|"
    "hit|put|pass|ping|push|throw|chuck|slide|sling|lob|stick"
)

_NOTATION = (
    (
        Deed.CALL,
        Role.ACT,
        "call|calling|called|calls|phone|phoning|phoned|phones|ring|rings|ringing|rang|telephone|telephoning|telephones",
        "buzz|buzzing|bell|belling|holler|hollering|dial|flash|facetime",
        f"{_GIVE} ... call|ring|bell|buzz|tinkle|voicemail|phone|dingle",
        "put ... call in",
        "fix|book|schedule|arrange|have|set a|the|another|our quick|short|video|phone|follow-up? call for?",
        "can|could? do a|the|another call",
        "make you|me|us a|the|another call",
        "pick up the phone",
        "i'm|be on the|your phone",
        "hit|try your|my cell|line|phone|mobile|number",
        "my number|mobile|cell|phone so|and|just? use it|that",
        "put ... call on|in the|your|my books|diary|calendar",
    ),
    (Deed.CALL, Role.CONTACT, f"{_GIVE} ... shout|holler"),
    (Deed.CALL, Role.MEANS, "a|the|your|by|actual|phone|telephone|video|zoom|quick call", "voicemail"),
    (Deed.CALL, Role.MEANS, "by|over|on the? phone"),
    (Deed.CALL, Role.HINT, "phone|cell|mobile|landline|number|line|telephone|extension"),
    (
        Deed.EMAIL,
        Role.ACT,
        "email|emailing|emailed|emails|e-mail|mailing|mailed",
        "e mail|mailing|mailed",
        f"{_GIVE} ... email|emails|e-mail|mail|mails|gmail|inbox",
        f"{_GIVE} ... e mail|mails",
        "mail|mails you|me|us|her|him|them|it|the",
    ),
    (
        Deed.EMAIL,
        Role.CONTACT,
        "give|drop|dropped|dropping|send|shoot|write ... line",
        "send|sending|sends",
        "write|writing to mr|ms|mrs|miss|dr|doctor|professor",
        "write|writing to the ... office|board|department|committee|team|school|director|manager",
        "forward|forwarding you|the|my|it|them|on",
        "shoot|fire|flick|ping it|that|them|those back|over|across",
    ),
    (Deed.EMAIL, Role.MEANS, "mail|email|emails|inbox|gmail|e-mail|outlook|hotmail"),
    (
        Deed.MESSAGE,
        Role.ACT,
        "add you|me",
        "text|texts|texting|texted|message|messages|messaging|messaged|whatsapp|whatsapping|dm|dming|slack|ping|pinging|nudge|pester",
        "snap|bleep|zap",
        f"{_GIVE} ... text|message|whatsapp|dm|voice|letter|telegram|nudge|signal|wechat|slack",
        f"{_GIVE} ... viber|messenger|linkedin|teams|insta|instagram|snapchat|zalo|postcard|ping|poke",
    ),
    (
        Deed.MESSAGE,
        Role.CONTACT,
        "check|checking|checked in|back|with|up",
        "reach|try me|us",
        "reach|hit|try my|our",
        "get|find|grab|catch me|us on|by|via|through|over|at",
        "get hold of me|us",
        "drop|pop|leave|pass|slip it|that|something|anything to|in|on|by",
        "try|catch|chase you",
        "confirm by|in|with",
        "hear|hearing from me|us",
        "let you know",
        "write|writing|wrote|writes",
        f"{_GIVE} ... note|word",
        "hit you|me",
        "get|getting|come|coming back to you",
        "got|get|have ... to you",
        "get|have ... back|across to",
        "return|returning it|them|that",
        "send|sends|sending ... link|code|zoom|invitation",
    ),
    (Deed.MESSAGE, Role.MEANS, "text|texts|texting|sms|dms|message|letter|note|line", "in writing"),
    (Deed.MESSAGE, Role.MEANS, "whatsapp|telegram|signal|viber|teams|slack|wechat|linkedin|messenger|snapchat|zalo"),
    (Deed.MESSAGE, Role.MEANS, "insta|instagram"),
    (Deed.MEET, Role.ACT, *meetrules.ACTS),
    (Deed.MEET, Role.CONTACT, *meetrules.CONTACTS),
    (Deed.MEET, Role.MEANS, *meetrules.OCCASIONS),
    (
        Deed.HEAR_BACK,
        Role.CONTACT,
        "be|get|getting|keep|stay in touch|contact",
        "touch|touching base",
        "follow|following|followed up",
        "circle|circling|circled|loop|looping back|round",
        "reach|reaching|reached out",
        "contact|contacting|revert|reverting",
    ),
    (
        Deed.HEAR_BACK,
        Role.ANSWER,
        "let|keep me|us all? know|posted",
        "inform|update|notify me|us",
        "keep me|us ... updated|informed|loop",
        "fill|loop me|us in",
        "give me|us ... idea|answer|news|word",
        "tell|telling me|us",
        "get|getting|come|coming back to me|us",
        "write|writing back",
        "let me have a|an|your answer|yes",
        "may|can|could i have a|an|your answer|yes",
        "get me a|an|the|your number|figure|answer|offer",
    ),
    (
        Deed.HEAR_BACK,
        Role.AWAITED,
        "hear|hears|hearing|know|knowing",
        "should|will|would have heard",
        "need|want the|a|your number|figure",
        "have told me|us",
        "be|need hearing|telling|informing",
        "be hearing|told|informed|notified|updated",
        "find|finding out",
        "offer|offers|letters go|goes|going out",
        "word|news|feedback|outcome|results",
        "a|the|your reply|response",
        "tell|telling people|everyone|folk|folks|us|candidates",
        "an|the answer|update",
        "expect|expecting|await something|anything",
        "look|looking for something|anything",
    ),
    (
        Deed.DECIDE,
        Role.ACT,
        "decide|deciding|decides|choose|choosing|pick|picking|decided|chosen|picked",
        "make|made|making up your|their mind|minds",
        "make|made|making your|their mind|minds up",
        "your|their mind|minds made up",
        "it|this all? wraps up",
        "settle|settling|sort it|that|things|on",
        "sign|signing off",
        "finalise|finalising|finalize|finalizing|conclude|concluded|announce|announcing|finalised|finalized",
        "wrap|wrapping it|this|things|that up",
        "make|makes|made|making ... decision|choice",
        "vote|votes|voting",
    ),
    (
        Deed.MEET,
        Role.OTHER,
        "board|panel|committee|council|governors|trustees|partners|directors meet|meets|sit|sits|vote|votes",
        "start|starts|starting date?",
        "closes|lapses|expires",
        "i'm|i'll|he's|she's|we're|they're be? on? away|abroad|working|shift|shifts|holiday",
        "off shift|work|sick",
        "i'm|he's|she's|we're|they're in court|surgery|clinic|lectures|theatre|class",
        "i|we fly",
        "my flight|train|wedding|lease|notice|holiday",
    ),
    (
        Deed.DECIDE,
        Role.AWAITED,
        "making|make the|that call",
        "yes or no",
        "need|want ... answer",
        "a|the|that yes|no",
        "want|need|expect it|one|this|that|yours by|before|today|tonight",
        "want|need|expect an|the|that|your offer|signature|contract",
        "your answer|decision|verdict|choice",
        "final decision",
        "sewn|tied|wrapped|buttoned up",
        "have|got a name|someone|somebody|person",
        "you|you've|y'all got|have till|until",
        "you've|giving you? till|until",
        "won't|can't|not|cannot be? wait|waiting|hold|holding ... till|until|past|beyond",
        "decision|verdict|settled|sorted|vote",
        "you|you'd|you'll|ye|y'all|yous|they'd|they'll know by|before",
        "they meet|sit|vote",
    ),
)

RULES: tuple[Rule, ...] = tuple((what, role, pattern(text)) for what, role, *texts in _NOTATION for text in texts)
