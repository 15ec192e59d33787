"""What somebody who means harm would try, tried here: `manage.py trial NAME`."""
