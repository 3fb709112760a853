package org.onestophub.crash;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.onestophub.crash.TwelveWalk.Line;
import org.onestophub.crash.TwelveWalk.Step;
import org.onestophub.simulator.HotlinePlatform;
import org.onestophub.simulator.Neighbours;

/**
 * The hospital's system and the hotline platform of the twelve walks: they say what happens in any order, lose answers and then
 * say it again, and repeat what was taken. They learn the number of a complaint from the queue alone.
 */
final class TwelveSenders {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    private static final Map<String, String> OFFICE_WORDS = Map.of(
            "accepted", "登记", "assigned", "交办", "department-opinion", "科室反馈", "replied", "答复投诉人", "closed", "归档");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 120;
    private static final int ONE_LOST_OF = 4;
    private static final int STEP_SECONDS = 2;
    /** After it the steps of a walk wait until the hub has told of it: nobody answers a second round before it began. */
    private static final String TURN = "re-handled";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI hub;
    private final String secret;
    private final int brokerPort;
    private final Neighbours around;
    private final HotlinePlatform platform;
    private final IntakeReader reader;
    private final Random random;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final Map<String, List<Instant>> times = new ConcurrentHashMap<>();

    /**
     * Senders.
     *
     * @param secret of the API key and the login of the queue
     * @param random decides what is lost and in which order it is said; its seed repeats the run
     */
    TwelveSenders(
            URI hub,
            String secret,
            int brokerPort,
            Neighbours around,
            HotlinePlatform platform,
            IntakeReader reader,
            Random random) {
        this.hub = hub;
        this.secret = secret;
        this.brokerPort = brokerPort;
        this.around = around;
        this.platform = platform;
        this.reader = reader;
        this.random = random;
    }

    private interface Saying {
        void say() throws IOException, InterruptedException;
    }

    /** Begins; a thread for each walk brings its complaint in and then says what happens to it. */
    void start(List<TwelveWalk> walks, Map<String, TwelveScript.Arrival> arrivals) {
        for (TwelveWalk walk : walks) {
            Random own = new Random(random.nextLong());
            Thread thread = new Thread(() -> walked(walk, arrivals.get(walk.mark()), own), "walk-" + walk.mark());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Waits for all; gives the names of those that are not through. */
    List<String> join(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
        }
        stopped.countDown();
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }

    /** True while one of them has something to say. */
    boolean isBusy() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /** What was refused although it is sound. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    /** When each step of a walk happened. */
    List<Instant> timesOf(TwelveWalk walk) {
        return times.get(walk.mark());
    }

    private void walked(TwelveWalk walk, TwelveScript.Arrival arrival, Random own) {
        try {
            Instant begin = Instant.ofEpochSecond(Instant.now().getEpochSecond());
            if (walk.mark().equals(TwelveScript.EARLY_ORDER)) {
                // its case is named by the platform's own number, and waits until that comes
                schedule(walk, begin);
                told(walk, List.of(0), own);
                untilTaken(arrival::send, own);
                told(walk, List.of(1), own);
                return;
            }
            untilTaken(arrival::send, own);
            while (!reader.numbersByMark().containsKey(walk.mark())) {
                pause(own);
            }
            schedule(walk, Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1));
            int turn = walk.types().indexOf(TURN);
            int end = walk.steps().size();
            told(walk, range(0, turn < 0 ? end : turn + 1), own);
            if (turn >= 0) {
                String number = reader.numbersByMark().get(walk.mark());
                while (!reader.statuses().getOrDefault(number, Map.of()).containsKey(TURN)) {
                    pause(own);
                }
                told(walk, range(turn + 1, end), own);
            }
        } catch (IllegalStateException e) {
            refused.add(walk.mark() + " " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule(TwelveWalk walk, Instant begin) {
        List<Instant> at = new ArrayList<>();
        for (int i = 0; i < walk.steps().size(); i++) {
            at.add(begin.plusSeconds((long) i * STEP_SECONDS));
        }
        times.put(walk.mark(), at);
    }

    private static List<Integer> range(int from, int to) {
        List<Integer> places = new ArrayList<>();
        for (int i = from; i < to; i++) {
            places.add(i);
        }
        return places;
    }

    /** Says these steps in any order; some twice. */
    private void told(TwelveWalk walk, List<Integer> places, Random own) throws InterruptedException {
        List<Integer> shuffled = new ArrayList<>(places);
        for (int place : places) {
            if (own.nextInt(ONE_LOST_OF) == 0) {
                shuffled.add(place);
            }
        }
        Collections.shuffle(shuffled, own);
        int copy = 0;
        for (int place : shuffled) {
            String file = walk.mark() + "-" + place + "-" + copy++;
            untilTaken(() -> say(walk, place, file), own);
        }
    }

    private void untilTaken(Saying saying, Random own) throws InterruptedException {
        while (stopped.getCount() > 0) {
            pause(own);
            try {
                saying.say();
                return;
            } catch (IOException e) {
                // nobody there, or the answer got lost: the same again
            }
        }
    }

    private void pause(Random own) throws InterruptedException {
        if (stopped.await(PAUSE_MILLIS + own.nextInt((int) PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("stopped");
        }
    }

    private void say(TwelveWalk walk, int place, String file) throws IOException, InterruptedException {
        Step step = walk.steps().get(place);
        Instant at = times.get(walk.mark()).get(place);
        Line line = step.line();
        if (line == Line.PLATFORM) {
            TwelveScript.took(
                    platform.push(operation(walk.mark(), step.type(), at)).status());
        } else if (line == Line.OFFICE) {
            TwelveScript.took(post("/api/push/v1/status-oa", office(walk, place, step, at)));
        } else if (line == Line.QUEUE) {
            enqueue(event(walk, place, step, at));
        } else if (line == Line.LINES) {
            around.drop("status", file + ".ndjson", utf8(event(walk, place, step, at) + "\n"));
        } else if (line == Line.SHEET) {
            around.sftp()
                    .upload(
                            "status/" + file + ".csv",
                            utf8("事件编号,投诉编号,事件,发生时间\n" + id(walk, place) + "," + number(walk) + "," + step.type() + ","
                                    + LOCAL.format(at) + "\n"));
        } else {
            String event = event(walk, place, step, at);
            TwelveScript.took(post("/api/status/v1/events", line == Line.BATCH ? "[" + event + "]" : event));
        }
    }

    private String number(TwelveWalk walk) {
        return reader.numbersByMark().get(walk.mark());
    }

    private static String id(TwelveWalk walk, int place) {
        return walk.mark() + "-" + place;
    }

    private String event(TwelveWalk walk, int place, Step step, Instant at) {
        String about = walk.mark().equals(TwelveScript.EARLY_ORDER)
                ? "\"complaint\":[{\"system\":\"hotline\",\"kind\":\"work-order\",\"value\":\"" + walk.mark() + "\"}]"
                : "\"receiptNumber\":\"" + number(walk) + "\"";
        return "{\"eventId\":\"" + id(walk, place) + "\",\"type\":\"" + step.type() + "\",\"occurredAt\":\"" + at
                + "\"," + about + step.more() + "}";
    }

    private String office(TwelveWalk walk, int place, Step step, Instant at) {
        return "{\"messageId\":\"" + id(walk, place) + "\",\"businessKey\":\"" + number(walk) + "\",\"node\":\""
                + OFFICE_WORDS.get(step.type()) + "\",\"finishTime\":\"" + LOCAL.format(at) + "\"}";
    }

    private static String operation(String order, String type, Instant at) {
        String head = "{\"taskId\":\"" + order + "\",";
        String time = LOCAL.format(at);
        return switch (type) {
            case "urged" ->
                head + "\"round\":1,\"操作类型\":\"催办\",\"操作编号\":\"U-" + order + "\",\"操作时间\":\"" + time + "\"}";
            case "withdrawn" -> head + "\"round\":1,\"isDel\":\"1\",\"operationTime\":\"" + time + "\"}";
            case "re-handled" ->
                head + "\"round\":2,\"discription\":\"不满意，请重新办理 " + order + "\",\"dispatchTime\":\"" + time + "\"}";
            default ->
                head + "\"round\":" + (order.equals(TwelveScript.SECOND_ROUND) ? 2 : 1) + ",\"telAskTime\":\"" + time
                        + "\",\"allManyi\":\"满意\"}";
        };
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.body().contains("\"refused\"")) {
            throw new IllegalStateException(answer.body());
        }
        if (answer.body().contains("\"unavailable\"")) {
            throw new IOException("nothing was kept");
        }
        return answer.statusCode();
    }

    private void enqueue(String event) throws IOException {
        JmsConnectionFactory factory = new JmsConnectionFactory(
                "hospital",
                secret,
                "amqp://127.0.0.1:" + brokerPort + "?jms.requestTimeout=5000&jms.closeTimeout=1000"
                        + "&jms.connectTimeout=3000&jms.sendTimeout=5000");
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue("complaint.status")).send(session.createTextMessage(event));
        } catch (JMSException e) {
            throw new IOException("the queue is not there", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
