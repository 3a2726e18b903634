package io.gatehouse.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.pipeline.Failure;
import io.gatehouse.gateway.pipeline.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;

class UpstreamFailureTest {
    @Test
    void nobodyListensMeansUnreachable() {
        assertThat(UpstreamFailure.of(new ConnectException("refused"))).isEqualTo(Failure.UPSTREAM_UNREACHABLE);
        assertThat(UpstreamFailure.of(new UnknownHostException("x"))).isEqualTo(Failure.UPSTREAM_UNREACHABLE);
    }

    @Test
    void lateMeansTimeout() {
        assertThat(UpstreamFailure.of(new TimeoutException())).isEqualTo(Failure.UPSTREAM_TIMEOUT);
        assertThat(UpstreamFailure.of(new SocketTimeoutException())).isEqualTo(Failure.UPSTREAM_TIMEOUT);
    }

    @Test
    void whatFailedBeforeTheRequestWasSentHasNamesOfItsOwn() {
        assertThat(UpstreamFailure.of(new UpstreamCall.ConnectTimeout())).isEqualTo(Failure.UPSTREAM_CONNECT_TIMEOUT);
        assertThat(UpstreamFailure.of(new HostPool.PoolExhausted())).isEqualTo(Failure.POOL_EXHAUSTED);
        assertThat(UpstreamFailure.of(new SSLHandshakeException("unknown authority")))
                .isEqualTo(Failure.UPSTREAM_TLS);
    }

    @Test
    void theDetailSaysWhatWasWaitedFor() {
        Refusal refusal = UpstreamFailure.response(
                        new CompletionException(new TimeoutException("no answer began within 5 ms")), "things")
                .refusal();

        assertThat(refusal).extracting(Refusal::detail).asString().contains("things", "no answer began within 5 ms");
    }

    @Test
    void brokenHttpMeansBroken() {
        assertThat(UpstreamFailure.of(new ProtocolException("what?"))).isEqualTo(Failure.UPSTREAM_BROKEN);
        assertThat(UpstreamFailure.of(new ConnectionClosedException("gone"))).isEqualTo(Failure.UPSTREAM_BROKEN);
    }

    @Test
    void aClientThatLeftIsNotTheUpstreamsFault() {
        assertThat(UpstreamFailure.of(new ClientGone(new IOException()))).isEqualTo(Failure.CLIENT_GONE);
        assertThat(UpstreamFailure.of(new CancellationException())).isEqualTo(Failure.DRAINING);
    }

    @Test
    void aSlowClientIsNotTheUpstreamsFault() {
        assertThat(UpstreamFailure.of(new ClientTooSlow())).isEqualTo(Failure.CLIENT_TOO_SLOW);
    }

    @Test
    void looksThroughWhatWrapsTheCause() {
        assertThat(UpstreamFailure.of(new CompletionException(new BodyTooLarge())))
                .isEqualTo(Failure.BODY_TOO_LARGE);
    }
}
