#pragma once
// The checks of the doctor that ask whether what happened is kept: checkpoints, backups, and the last restore.

#include "finding.hpp"
#include "site.hpp"

namespace vestibule::cli {

Finding check_checkpoints(const Site& site);
Finding check_backups(const Site& site);

}  // namespace vestibule::cli
