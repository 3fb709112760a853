package org.onestophub.operate.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What routes and connectors may refer to outside their own folders.
 *
 * @param bean class of the bean of that name, empty if there is none
 * @param hasMapping whether there is a mapping of inputs of that name
 * @param hasOutbound whether there is one that shapes events
 * @param setting value of a setting, null if there is none
 * @param needsSettings whether a missing setting is a fault
 */
record KnownReferences(
        Function<String, Optional<Class<?>>> bean,
        Predicate<String> hasMapping,
        Predicate<String> hasOutbound,
        UnaryOperator<String> setting,
        boolean needsSettings) {

    /** The same for a channel that is switched off: it may do without its settings. */
    KnownReferences withoutSettings() {
        return new KnownReferences(bean, hasMapping, hasOutbound, setting, false);
    }
}
