package io.gatehouse.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchesTest {
    private int left;
    private int done;

    private boolean batch() {
        done++;
        left--;
        return left > 0;
    }

    @Test
    void areDoneUntilThereIsNoMore() {
        left = 7;
        Batches.doSome(this::batch);

        assertThat(done).isEqualTo(7);
    }

    /** Other applications wait for the thread. */
    @Test
    void areLeftToTheNextTimeWhenThereAreMany() {
        left = 150;
        Batches.doSome(this::batch);
        assertThat(done).isEqualTo(100);

        Batches.doSome(this::batch);
        assertThat(done).isEqualTo(150);
    }
}
