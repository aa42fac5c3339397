"""How fast the program is: `make bench`, and the guard in `test_guard.py`. README.md tells how to read it."""
