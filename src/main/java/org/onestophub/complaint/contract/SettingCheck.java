package org.onestophub.complaint.contract;

import java.util.List;
import org.onestophub.problem.Fault;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Looks at a package's settings beyond their types and bounds: at several together, or at files they name. It is listed in
 * {@code META-INF/spring.factories}, because it works where no hub runs.
 */
public interface SettingCheck {

    /** All that is wrong, with the setting's name as the file; empty if they are sound or cannot be bound. */
    List<Fault> faultsIn(Binder settings);
}
