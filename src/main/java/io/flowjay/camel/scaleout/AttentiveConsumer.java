package io.flowjay.camel.scaleout;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that is polled by a thread of its own between the poll that gave records and the next one, and that commits its position
 * when it has nothing to do. A consumer may be used by one thread at a time, so every call but {@code wakeup} goes through a lock.
 */
final class AttentiveConsumer implements InvocationHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AttentiveConsumer.class);
    private static final long PERIOD_MILLIS = 500;
    private static final Duration NO_WAIT = Duration.ZERO;

    private final Consumer<Object, Object> consumer;
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledExecutorService keeper;
    /** The partitions that are paused here, and not by the consumer's user. */
    private final Set<TopicPartition> paused = new HashSet<>();

    /** Positions that were committed here. */
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    private boolean busy;

    AttentiveConsumer(Consumer<Object, Object> consumer) {
        this.consumer = consumer;
        keeper = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "flowjay-offers");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused =
                keeper.scheduleWithFixedDelay(this::keepAlive, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("wakeup")) {
            return call(method, arguments);
        }
        if (name.equals("close")) {
            keeper.shutdownNow();
        }
        lock.lock();
        try {
            if (name.equals("poll")) {
                resume();
            }
            Object result = call(method, arguments);
            if (result instanceof ConsumerRecords<?, ?> records) {
                if (records.isEmpty()) {
                    commitPositions();
                } else {
                    busy = true;
                    pause();
                }
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Commits what follows the last record: the mark of its transaction, which no consumer ever sees, would count as lag for ever.
     * Nothing is in progress now, and a record that failed comes after the position again.
     */
    private void commitPositions() {
        Map<TopicPartition, OffsetAndMetadata> ahead = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            try {
                long position = consumer.position(partition, NO_WAIT);
                if (position > committed.getOrDefault(partition, 0L)) {
                    ahead.put(partition, new OffsetAndMetadata(position));
                }
            } catch (TimeoutException e) {
                LOG.trace("{} has no position yet", partition, e);
            }
        }
        if (!ahead.isEmpty()) {
            consumer.commitAsync(ahead, (offsets, failure) -> {
                if (failure == null) {
                    offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
                }
            });
        }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void resume() {
        busy = false;
        paused.retainAll(consumer.assignment());
        consumer.resume(paused);
        paused.clear();
    }

    private void pause() {
        Set<TopicPartition> running = new HashSet<>(consumer.assignment());
        running.removeAll(consumer.paused());
        consumer.pause(running);
        paused.addAll(running);
    }

    private void keepAlive() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (busy) {
                pause();
                putBack(consumer.poll(NO_WAIT));
            }
        } catch (KafkaException e) {
            // The poll of the consumer's user will tell it.
            LOG.debug("A poll between two polls failed", e);
        } finally {
            lock.unlock();
        }
    }

    /** A partition that was assigned just now is not paused yet. */
    private void putBack(ConsumerRecords<Object, Object> records) {
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<Object, Object>> of = records.records(partition);
            consumer.seek(partition, of.get(0).offset());
        }
        if (!records.isEmpty()) {
            pause();
        }
    }
}
