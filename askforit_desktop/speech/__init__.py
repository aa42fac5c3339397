"""From sound to words: the recogniser, its worker process and its models."""
