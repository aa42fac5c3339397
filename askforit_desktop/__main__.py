"""The one door: the command line, the window, or the recogniser's worker, each loading only what it needs."""

import gc
import os
import sys

# The judge multiplies small matrices; on a busy machine two threads for that were eight times slower than one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    """Run the command line or, where the first word is "recogniser", the worker; the exit status."""
    status = _run()
    gc.freeze()  # the process ends: nothing of what was loaded is worth looking through once more, a tenth of its time
    return status


def _run() -> int:
    if sys.argv[1:2] == ["recogniser"]:
        from askforit_desktop.speech import worker

        return worker.main(sys.argv[2:])
    from askforit_desktop import cli

    return cli.main()


def main_gui() -> int:
    """Open the window; the exit status. A frozen bundle has one executable, so the worker comes in here too."""
    if sys.argv[1:2] == ["recogniser"]:
        return main()
    from askforit_desktop.gui import app

    return app.run()


if __name__ == "__main__":
    sys.exit(main())
