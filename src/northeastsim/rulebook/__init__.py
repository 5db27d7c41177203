"""How the world moves: plain functions over numbers and arrays, knowing no file, frame, clock or compiler."""
