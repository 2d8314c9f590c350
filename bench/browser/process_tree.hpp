#pragma once
// What a program and all it started use.

#include <sys/types.h>

namespace vestibule::bench {

struct Use {
  int processes = 0;
  double pss_mb = 0;       ///< proportional set size
  double cpu_seconds = 0;  ///< user and system, so far
};

/// Of the process `root` and its descendants; what ends while we look counts as nothing.
Use use_of(pid_t root);

}  // namespace vestibule::bench
