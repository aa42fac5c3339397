"""A hard reply of the interviewer: how to understand it, and how to answer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from askforit_desktop.closing.replies import Reply
from askforit_desktop.closing.rubric import Line
from askforit_desktop.gui.widgets.buttons import Button
from askforit_desktop.gui.widgets.frames import Card
from askforit_desktop.gui.widgets.texts import Body, Caption, Heading


class ReplyCard(Card):
    """One reply at a time; the way to answer is shown when asked for. `practise_requested` has what they say."""

    practise_requested = Signal(str)

    def __init__(self, replies: tuple[Reply, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Answer a hard reply")
        self._replies, self._at, self._job = replies, 0, ("", "")
        self.said, self._means, self.answer = Body(), Caption(), Body()
        practise, another = (
            Button("Practise the answer", "small"),
            Button("Another", "small", name="Another hard reply"),
        )
        self.show_answer = Button("Show a way to answer", "link")
        practise.clicked.connect(lambda: self.practise_requested.emit(self.reply.said))
        another.clicked.connect(self._next)
        self.show_answer.clicked.connect(self._reveal)
        self.box.addWidget(Heading("Answer a hard reply", 3))
        self.box.addWidget(self.said)
        self.box.addWidget(self._means)
        self.box.addWidget(self.show_answer, alignment=Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(self.answer)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(practise)
        across.addWidget(another)
        across.addStretch(1)
        self.box.addLayout(across)
        self._show()

    @property
    def reply(self) -> Reply:
        """The reply on screen."""
        return self._replies[self._at]

    def show_job(self, role: str, company: str) -> None:
        """Let the answers speak of a role and a company, where they are known."""
        self._job = role, company
        if not self.answer.isHidden():
            self._reveal()

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._replies)
        self._show()

    def _show(self) -> None:
        self.said.setText(f"“{self.reply.said}”")
        self._means.setText(self.reply.means)
        self.answer.hide()
        self.show_answer.show()

    def _reveal(self) -> None:
        answer = Line(self.reply.answer, self.reply.source).spoken(*self._job)
        self.answer.setText(f"For example: “{answer}”")
        self.answer.show()
        self.show_answer.hide()
