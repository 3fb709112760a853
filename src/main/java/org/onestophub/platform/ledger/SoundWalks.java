package org.onestophub.platform.ledger;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.walk.Walk;
import org.springframework.stereotype.Component;

/**
 * Gathers the walks of a list that no room has stopped, in their order, after each of them went through some rooms by itself.
 * What failed has been taken up by the error handler and is left out. The result is a list, empty if nothing is left.
 */
@Component("soundWalks")
public class SoundWalks implements AggregationStrategy {

    @Override
    public @Nullable Exchange aggregate(@Nullable Exchange gathered, @Nullable Exchange one) {
        if (one == null) {
            return gathered;
        }
        List<Object> walks = new ArrayList<>();
        if (gathered != null && gathered.getMessage().getBody() instanceof List<?> before) {
            walks.addAll(before);
        }
        boolean isSound = one.getException() == null && one.getProperty(Exchange.EXCEPTION_CAUGHT) == null;
        if (isSound && one.getMessage().getBody() instanceof Walk walk) {
            walks.add(walk);
        }
        Exchange list = gathered == null ? new DefaultExchange(one.getContext()) : gathered;
        list.getMessage().setBody(walks);
        return list;
    }
}
