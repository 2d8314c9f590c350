#pragma once
// The manager's report: how days went and who went before whom, as a sheet of paper in the reader's language.

#include <vestibule/queue_days_wire.hpp>
#include <vestibule/queue_desk_wire.hpp>
#include <vestibule/store.hpp>

#include "hospital.hpp"
#include "report_words.hpp"
#include "sheet.hpp"

namespace vestibule::queue {

constexpr int most_overtakings = 200;

/// `fairness` the newest first, of those days alone; more of them than are shown are said to be there.
Sheet report_sheet(const ReportWords& words, const Hospital& hospital, const DaysTold& days, const std::vector<Overtaking>& fairness, Instant made);

/// Query queue.report, on a reader's session.
Result<ReportFile> read_report(soci::session& sql, const Hospital& hospital, const ReportAsked& asked, Instant now);

}  // namespace vestibule::queue
