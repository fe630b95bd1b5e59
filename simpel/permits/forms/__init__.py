"""What people type: the shape of input only. Meaning is judged by the law and by the actions."""
