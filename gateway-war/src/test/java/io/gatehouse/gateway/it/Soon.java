package io.gatehouse.gateway.it;

import java.util.concurrent.TimeUnit;

/**
 * What becomes true a moment after something else. Figures follow the answers that they tell of, one after the other, and whoever reads them in
 * between sees some before and some after it.
 */
interface Soon {
    /** Says something that may not be true yet. */
    @FunctionalInterface
    interface Said {
        void check() throws Exception;
    }

    /** Says it again and again until it is true; gives up after ten seconds at the earliest. */
    static void soon(Said said) throws Exception {
        for (int i = 0; i < 100; i++) {
            try {
                said.check();
                return;
            } catch (AssertionError notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        said.check();
    }
}
