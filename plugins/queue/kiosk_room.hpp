#pragma once
// What kiosks tell the house and hear from it, and the tokens they bring.

#include <map>

#include "front_hall.hpp"
#include "kiosk_book.hpp"
#include "reception.hpp"

namespace vestibule::queue {

/// Loop thread only. Front hall and reception must outlive it.
class KioskRoom {
 public:
  KioskRoom(Context& context, FrontHall& front, const Reception& reception) : context_(context), front_(front), reception_(reception) {}

  /// Fills memory anew from the tables.
  void load();

  Result<KioskWord> report(Act& act, const ReportKiosk& report);
  Result<BroughtToken> bring(Act& act, const BringToken& asked);
  Result<KioskView> admit(Act& act, const AdmitKiosk& asked);
  Result<TokenView> reprint(Act& act, const ReprintTicket& asked);
  KioskWord word(const KioskWordAsked& asked);
  Kiosks kiosks() const;
  /// The house was restored from a backup.
  void restored(std::chrono::year_month_day today, int gap);

 private:
  KioskWord word_for(const std::string& name, const KioskRow* row, Standing standing) const;
  Result<BroughtToken> quarantine(Act& act, const BringToken& asked, std::string why);
  KioskRow row_after(KioskRow row, const BringToken& asked) const;
  bool heard_just_now(const std::string& name) const;
  void strike_out(const std::string& kiosk, const std::vector<std::string>& reprinted);
  std::vector<Reprint> reprints_for(const std::string& kiosk) const;

  Context& context_;
  FrontHall& front_;
  const Reception& reception_;
  KioskBook book_;
  std::vector<QuarantinedRow> quarantined_;
  std::map<std::string, Steady> heard_;                    ///< when the current one of this name last asked for its word
  std::vector<WantedReprint> reprints_;                    ///< oldest first
};

void add_kiosk_commands(Commands& commands, KioskRoom& room);

}  // namespace vestibule::queue
