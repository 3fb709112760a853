package org.onestophub.log;

import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The only way to the log. An event is {@code room.fact} in the past tense plus keys of {@link LogKey}. Exception
 * messages, bodies, names of people or of their files cannot pass.
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

    /** A detail that helps to find a fault; not written by default. */
    public void debug(String fact, Object... keysAndValues) {
        write(logger.atDebug(), fact, keysAndValues);
    }

    /** A person should look at it, but not at once. */
    public void warn(String fact, Object... keysAndValues) {
        write(logger.atWarn(), fact, keysAndValues);
    }

    /** A person must look at it now. */
    public void error(String fact, Object... keysAndValues) {
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
