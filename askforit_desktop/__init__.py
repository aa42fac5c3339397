"""Ask For It: rehearse the close of a job interview, and see what was left unsaid.

The map of the house, top to bottom; a module knows only those below it:

    __main__    the one door: the window, the command line, or the recogniser's worker
    cli, gui    the two faces
    studio      opens the parts and hands them out
    rehearsal   one take, from the first sample to the saved take
    audio       microphone, speakers, and other people's files
    speech      the recogniser and its models
    takes       the library of takes
    export      a take as a document, a commitment as a calendar entry
    settings, paths
    closing     what a good close is, and how one is judged: pure
    problems    every failure that is expected
"""

__version__ = "0.1.0"
