agents=2 3
