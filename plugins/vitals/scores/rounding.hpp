#pragma once
// Rounding a value as it was written down, not as a binary fraction happens to hold it.

namespace vestibule::vitals {

/// The value in steps of which there are `steps` a unit (1, or 10 for tenths), halves upwards: 35.05 in tenths is 351, although the
/// nearest double is a little less than 35.05. For values from 0 to a million.
int in_steps(double value, int steps);

}  // namespace vestibule::vitals
