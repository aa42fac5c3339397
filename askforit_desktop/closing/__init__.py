"""What a good close is, and how a spoken one is judged; pure, so no files, clocks, threads or toolkit."""
