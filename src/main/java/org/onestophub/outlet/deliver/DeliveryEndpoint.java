package org.onestophub.outlet.deliver;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** One destination as a source of shipments. A parameter out of its bounds is CH-207 with the parameter's name. */
public class DeliveryEndpoint extends DefaultEndpoint {

    /** Items of a shipment are in memory together. */
    private static final int MOST_BATCH = 1_000;

    private static final int MOST_WORKERS = 16;
    private static final int MOST_COUNT = 100_000;
    /** Camel itself takes a duration it cannot read for 0. */
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

    private final String destination;
    private final DeliveryParts parts;
    private int batch = 1;
    private Duration maxWait = Duration.ofSeconds(10);
    private int workers = 1;
    private boolean idempotent;
    private int maxAttempts;
    private Duration giveUpAfter = Duration.ofDays(3);
    private Duration firstPause = Duration.ofSeconds(2);
    private Duration longestPause = Duration.ofMinutes(15);
    private int breakerFailures = 5;
    private Duration breakerPause = Duration.ofSeconds(30);
    private int ratePerMinute;
    private Duration timeout = Duration.ofMinutes(2);
    private Set<String> types = Set.of();
    private Set<String> channels = Set.of();
    private Set<String> categories = Set.of();
    private Set<String> departments = Set.of();
    private Set<String> institutions = Set.of();
    private Set<String> flags = Set.of();

    DeliveryEndpoint(String uri, DeliveryComponent component, String destination, DeliveryParts parts) {
        super(uri, component);
        this.destination = destination;
        this.parts = parts;
    }

    /** Most items in one shipment, 1–1,000; the body is a Shipment either way. Default 1. */
    public void setBatch(int batch) {
        this.batch = within("batch", batch, 1, MOST_BATCH);
    }

    /** How long the oldest item waits for a batch to fill. Default 10s. */
    public void setMaxWait(String maxWait) {
        this.maxWait = duration("maxWait", maxWait, 0);
    }

    /** Shipments handed over at the same time, 1–16; the order of one complaint holds with any number. Default 1. */
    public void setWorkers(int workers) {
        this.workers = within("workers", workers, 1, MOST_WORKERS);
    }

    /** True if the destination recognises a shipment it has by its id. Default false. */
    public void setIdempotent(boolean idempotent) {
        this.idempotent = idempotent;
    }

    /** Failed attempts after which a shipment is given up; 0: only its age counts. Default 0. */
    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = within("maxAttempts", maxAttempts, 0, MOST_COUNT);
    }

    /** Time after the first attempt at which a shipment that still fails is given up. Default 72h. */
    public void setGiveUpAfter(String giveUpAfter) {
        this.giveUpAfter = duration("giveUpAfter", giveUpAfter, 1);
    }

    /** Most time before the second attempt; doubles with each. Default 2s. */
    public void setFirstPause(String firstPause) {
        this.firstPause = duration("firstPause", firstPause, 1);
    }

    /** Bound of all growing pauses. Default 15m. */
    public void setLongestPause(String longestPause) {
        this.longestPause = duration("longestPause", longestPause, 1);
    }

    /** Failures in a row that open the breaker. Default 5. */
    public void setBreakerFailures(int breakerFailures) {
        this.breakerFailures = within("breakerFailures", breakerFailures, 1, MOST_COUNT);
    }

    /** How long the breaker stays open the first time. Default 30s. */
    public void setBreakerPause(String breakerPause) {
        this.breakerPause = duration("breakerPause", breakerPause, 1);
    }

    /** Most shipments a minute; 0: no limit. Default 0. */
    public void setRatePerMinute(int ratePerMinute) {
        this.ratePerMinute = within("ratePerMinute", ratePerMinute, 0, MOST_COUNT);
    }

    /** Longest an attempt may take before its outcome is unknown; above every time-out of the sink. Default 2m. */
    public void setTimeout(String timeout) {
        this.timeout = duration("timeout", timeout, 1);
    }

    /** Types of events, separated by commas, as all lists here; empty: those of complaints, without states and duties. */
    public void setTypes(String types) {
        this.types = list(types);
    }

    /** Codes of channels. */
    public void setChannels(String channels) {
        this.channels = list(channels);
    }

    /** Codes of categories, each with everything below it. */
    public void setCategories(String categories) {
        this.categories = list(categories);
    }

    /** Codes of departments, each with its sub-departments. */
    public void setDepartments(String departments) {
        this.departments = list(departments);
    }

    /** Unified social credit codes of institutions. */
    public void setInstitutions(String institutions) {
        this.institutions = list(institutions);
    }

    /** Names of flags of which one must be set. */
    public void setFlags(String flags) {
        this.flags = list(flags);
    }

    DeliveryParts parts() {
        return parts;
    }

    DeliverySettings settings() {
        return new DeliverySettings(
                destination,
                batch,
                maxWait,
                workers,
                idempotent,
                maxAttempts,
                giveUpAfter,
                firstPause,
                longestPause,
                breakerFailures,
                breakerPause,
                ratePerMinute,
                timeout,
                new EventFilter(types, channels, categories, departments, institutions, flags));
    }

    @Override
    public Producer createProducer() {
        throw new IllegalStateException("deliveries come from the intake queue only");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DeliveryConsumer consumer = new DeliveryConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ProblemException(Problem.SETTING_INVALID, name);
        }
        return value;
    }

    private static Duration duration(String name, String text, int leastMillis) {
        Matcher parts = DURATION.matcher(text.trim());
        if (!parts.matches()) {
            throw new ProblemException(Problem.SETTING_INVALID, name);
        }
        long count = Long.parseLong(parts.group(1));
        Duration duration = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        if (duration.toMillis() < leastMillis) {
            throw new ProblemException(Problem.SETTING_INVALID, name);
        }
        return duration;
    }

    private static Set<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
