"""What the box is: base image, layers, and the runner. The host reads these files and never imports the runner."""
