package org.onestophub.outlet.district;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A reader that asks for changes, and what it asks for.
 *
 * @param key name of the API key
 * @param patience how long to wait for an event that the key sees
 * @param page the page behind a number
 * @param form what is answered with it
 */
record FeedReader<T>(String key, Duration patience, LongFunction<Feed.Page> page, Function<Feed.Page, T> form) {

    /** The answer behind a number. */
    T after(long number) {
        return form.apply(page.apply(number));
    }

    /** The same; nothing where it would show only that others have news. */
    Optional<T> newsAfter(long number) {
        return Optional.of(page.apply(number))
                .filter(made -> !made.events().isEmpty() || made.hasMore())
                .map(form);
    }
}
