"""The tests: numpy gets one thread before it is loaded, as in the program."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
