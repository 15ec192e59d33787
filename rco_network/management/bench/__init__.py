"""What the product's speed is, as ratios against something simpler measured in the same run."""
