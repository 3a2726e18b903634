package io.gatehouse.storm;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** How an upstream treats a request. */
enum Weather {
    FAIR {
        @Override
        void answer(Socket socket, byte[] good, Random random) throws IOException {
            socket.getOutputStream().write(good);
        }
    },
    /** Killed: what is open is reset, and nobody listens any more. */
    DEAD {
        @Override
        void answer(Socket socket, byte[] good, Random random) throws IOException {
            reset(socket);
        }
    },
    /** Right, but not now. */
    SLOW {
        @Override
        void answer(Socket socket, byte[] good, Random random) throws IOException {
            pause(500 + random.nextInt(2_500));
            socket.getOutputStream().write(good);
        }
    },
    /** Takes the request, and that was it. */
    SILENT {
        @Override
        void answer(Socket socket, byte[] good, Random random) throws IOException {
            pause(15_000);
            reset(socket);
        }
    },
    /** Stops anywhere in head or body. */
    CUT {
        @Override
        void answer(Socket socket, byte[] good, Random random) throws IOException {
            socket.getOutputStream().write(good, 0, random.nextInt(good.length));
            socket.getOutputStream().flush();
            reset(socket);
        }
    },
    GARBAGE {
        @Override
        void answer(Socket socket, byte[] good, Random random) throws IOException {
            OutputStream out = socket.getOutputStream();
            byte[] noise = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(noise);
            if (random.nextInt(4) == 0) {
                out.write(noise);
            } else {
                out.write(NONSENSE[random.nextInt(NONSENSE.length)].getBytes(StandardCharsets.ISO_8859_1));
            }
            out.flush();
            reset(socket);
        }
    },
    /** Says that it is not well. */
    ERRORS {
        @Override
        void answer(Socket socket, byte[] good, Random random) throws IOException {
            int status = random.nextBoolean() ? 500 : 503;
            String said = "HTTP/1.1 " + status + " No\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno";
            socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
        }
    };

    private static final String[] NONSENSE = {
        "HTTP/1.1 9999 Odd\r\nContent-Length: 0\r\n\r\n",
        "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloWORLD",
        "HTTP/1.1 200 OK\r\nX: " + "y".repeat(200_000) + "\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: odd\r\nConnection: Upgrade\r\n\r\n",
        "\r\n\r\n\r\n",
        "220 mail.example ESMTP ready\r\n",
    };

    /** @param good the answer of a fair day, head and body */
    abstract void answer(Socket socket, byte[] good, Random random) throws IOException;

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException("the storm is over", e);
        }
    }
}
