package io.gatehouse.products.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many who do something at the same time. */
final class Crowd {
    private Crowd() {}

    /** Has so many threads do the work so many times, all beginning at once; returns what came of each. */
    static <T> List<T> of(int threads, int times, IntFunction<T> work) throws Exception {
        ExecutorService all = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> results = IntStream.range(0, times)
                    .mapToObj(i -> all.submit(() -> {
                        start.await();
                        return work.apply(i);
                    }))
                    .toList();
            start.countDown();
            List<T> got = new ArrayList<>();
            for (Future<T> result : results) {
                got.add(result.get());
            }
            return got;
        } finally {
            all.shutdown();
        }
    }
}
