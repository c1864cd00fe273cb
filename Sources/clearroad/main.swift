print("clearroad")
