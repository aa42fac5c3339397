"""Microphone, speakers and other people's files; the only place for sounddevice."""
