"""Times as they stand on screen."""


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds: 1:04; hours only where there are some."""
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
