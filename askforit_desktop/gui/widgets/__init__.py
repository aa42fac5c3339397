"""What the pages are made of: each widget draws what it is given and emits wishes; none knows a page or the core."""
