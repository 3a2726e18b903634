package io.gatehouse.notifications.feed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kernel.testing.Deployment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedListenerTest {
    @ParameterizedTest
    @CsvSource({
        "0, 5, gatehouse.notifications.streams=0 is less than 1",
        "-1, 5, gatehouse.notifications.streams=-1 is less than 1",
        "1, 0, gatehouse.notifications.streams.per.user=0 is less than 1",
        "1000, -5, gatehouse.notifications.streams.per.user=-5 is less than 1"
    })
    void nothingStartsWithNumbersWithWhichNobodyCouldOpenAStream(int most, int mostOfOne, String mistake) {
        FeedListener listener = listener(most, mostOfOne, new FeedPoller());

        assertThatThrownBy(() -> listener.contextInitialized(Deployment.STARTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(mistake);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 5"})
    void anyOtherStartsThePoller(int most, int mostOfOne) {
        FeedListener listener = listener(most, mostOfOne, new FeedPoller() {
            @Override
            void start() {
                throw new IllegalStateException("started");
            }
        });

        assertThatThrownBy(() -> listener.contextInitialized(Deployment.STARTED))
                .hasMessage("started");
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container injects here
    private static FeedListener listener(int most, int mostOfOne, FeedPoller poller) {
        FeedListener listener = new FeedListener();
        listener.poller = poller;
        listener.streams = FeedBeans.streams(most, mostOfOne);
        return listener;
    }
}
