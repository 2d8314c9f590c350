#pragma once
// The kiosks the house knows: which disk each name has, whether two machines use it, what each has brought and reported.
// Rules only: no SDK, no SQL.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/queue.hpp>

namespace vestibule::queue {

/// Numbers of a kiosk's own that may be in people's hands while the house has lost them.
struct LeftOutAlone {
  int last = 0;         ///< up to this counter ...
  std::string until;    ///< ... up to this day
  bool counted = false; ///< what is missing has been counted
};
BOOST_DESCRIBE_STRUCT(LeftOutAlone, (), (last, until, counted))

/// One disk that has ever spoken in the name of a kiosk. Its mark stands in the numbers it gives on its own, and is never
/// given to another disk: so no two kiosks can give one number.
struct KioskRow {
  int mark = 0;
  std::string name;
  std::string incarnation;
  std::string boot;              ///< the start heard last; empty: whoever reports next
  std::string standing;          ///< of Standing
  std::vector<std::string> twins;  ///< boots that came from a copy of this disk
  std::int64_t sequence = 0;     ///< of the last token brought
  int counter = 0;               ///< of the last token brought ...
  std::string counter_day;       ///< ... and the day it was brought on
  std::int64_t missing = 0;
  ReportKiosk report;            ///< the last
  Instant reported_at{};
  std::optional<LeftOutAlone> left_out{};  ///< the house was restored: what it knows of this disk may be old

  bool admitted() const { return standing == "admitted"; }
  /// No disk at all: marks up to this one may be in numbers that the house has lost.
  bool no_disk() const { return name.empty(); }
};
BOOST_DESCRIBE_STRUCT(KioskRow, (),
                      (mark, name, incarnation, boot, standing, twins, sequence, counter, counter_day, missing, report, reported_at, left_out))

struct QuarantinedRow {
  std::string day;
  Quarantined number;
};

/// A ticket that staff want printed once more.
struct WantedReprint {
  std::string id;  ///< of the request
  std::string kiosk;
  TokenId token;
};

/// What a report does: rows that change, and what staff are told.
struct KioskChange {
  std::vector<KioskRow> rows;
  std::vector<KioskFenced> fenced;
  bool needs_look = false;     ///< printer or journal are in another state than before
  Standing standing = Standing::fenced;
};

class KioskBook {
 public:
  const std::map<int, KioskRow>& rows() const { return rows_; }  ///< by mark
  const KioskRow* find(const std::string& name, const std::string& incarnation) const;
  /// The disk the name belongs to now.
  const KioskRow* current(const std::string& name) const;
  void put(KioskRow row) { rows_.insert_or_assign(row.mark, std::move(row)); }
  void clear() { rows_.clear(); }

  /// Who may speak in this name. `alive`: the current one was heard just now, so another disk is a second machine at the
  /// same time and not its replacement.
  KioskChange report(const std::string& name, const ReportKiosk& report, bool alive, Instant now) const;
  Standing standing(const KioskWordAsked& asked) const;

  /// After a restore: what a kiosk has said and brought since the backup is lost, and must not be held against it. Each goes on
  /// `gap` numbers further until that day, whoever speaks next from its disk is believed, and some marks are never given.
  std::vector<KioskRow> after_restore(int gap, const std::string& until) const;

 private:
  KioskRow new_row(const std::string& name, const ReportKiosk& report) const;
  std::map<int, KioskRow> rows_;
};

KioskView view_of(const KioskRow& row);

}  // namespace vestibule::queue
