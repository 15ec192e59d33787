"""What the rest of the product shows of volunteers."""
