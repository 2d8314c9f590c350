#pragma once
// Numbers that are left out after a restore, so that none is given twice.

#include <vector>

#include "hall.hpp"

namespace soci {
class session;
}

namespace vestibule::queue {

struct LeftOut {
  const Service* service;
  int first, last;
};

/// Leaves the next `gap` numbers of each service out of the open day; and out of today, when it opens, if it is not the open one.
void leave_out(soci::session& session, const Hall& hall, std::chrono::year_month_day today, int gap);
/// Those of a day that is about to be opened.
std::vector<LeftOut> leave_out_at_opening(soci::session& session, const Hall& hall, const Day& day);
/// What was left out of the hall's day.
void load_left_out(soci::session& session, Hall& hall);

}  // namespace vestibule::queue
