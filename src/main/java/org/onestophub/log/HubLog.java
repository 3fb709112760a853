package org.onestophub.log;

import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The one door to the log. An event is {@code room.fact} in the past tense plus keys of {@link LogKey}; exception
 * messages, bodies, names of people or of their files have no way through.
 */
public final class HubLog {

    private final org.slf4j.Logger logger;
    private final String room;

    private HubLog(String room) {
        this.room = room;
        this.logger = LoggerFactory.getLogger("hub." + room);
    }

    /** The log of a room, for example {@code HubLog.of("receive")}. */
    public static HubLog of(String room) {
        return new HubLog(room.toLowerCase(Locale.ROOT));
    }

    /** Something happened as it should. {@code keysAndValues} alternate {@link LogKey} and value. */
    public void event(String fact, Object... keysAndValues) {
        write(logger.atInfo(), fact, keysAndValues);
    }

    /** A detail for whoever looks closely. */
    public void detail(String fact, Object... keysAndValues) {
        write(logger.atDebug(), fact, keysAndValues);
    }

    /** Somebody must look at it some day. */
    public void look(String fact, Object... keysAndValues) {
        write(logger.atWarn(), fact, keysAndValues);
    }

    /** Somebody must look at it now. */
    public void alarm(String fact, Object... keysAndValues) {
        write(logger.atError(), fact, keysAndValues);
    }

    private void write(LoggingEventBuilder line, String fact, Object... keysAndValues) {
        LoggingEventBuilder filled = line;
        StringBuilder text = new StringBuilder(room).append('.').append(fact);
        for (int i = 0; i + 1 < keysAndValues.length; i += 2) {
            String key = ((LogKey) keysAndValues[i]).word();
            filled = filled.addKeyValue(key, keysAndValues[i + 1]);
            text.append(' ').append(key).append('=').append(keysAndValues[i + 1]);
        }
        filled.log(text.toString());
    }
}
