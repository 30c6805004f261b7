-- what every program has to begin with: sockets are loaded
udpsocket():close()
