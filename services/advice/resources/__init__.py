"""What a file can bring in about advice."""
