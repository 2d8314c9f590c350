#pragma once
// What kiosks ask of the house beside numbers: help, appointments, how a ticket stands.

#include <memory>

#include <vestibule/context.hpp>
#include <vestibule/queue.hpp>
#include <vestibule/queue_console_wire.hpp>

#include "front_hall.hpp"
#include "reception_store.hpp"
#include "secrets.hpp"
#include "tries.hpp"

namespace vestibule::queue {

/// Loop thread only. Rows first, memory last, as the front hall.
class Reception {
 public:
  Reception(Context& context, FrontHall& front, const QueueSettings& settings, std::string key_file);

  Result<> load();
  /// Repaints the lists of those who want help where they changed.
  void settle();

  Result<IssuedToken> issue(Act& act, const IssueToken& asked);
  Result<IssuedToken> issue_anyway(Act& act, const IssueAnyway& asked);
  /// The token's ticket, with its secret.
  IssuedToken ticket(const Token& token) const;

  Result<HelpCall> call_staff(Act& act, const CallStaff& asked);
  Result<> answer_help(Act& act, const AnswerHelp& asked);
  Result<HelpList> help(const HelpAsked& asked) const;

  Result<Appointment> book(Act& act, const BookAppointment& asked);
  Result<Appointment> cancel(Act& act, const CancelAppointment& asked);
  Result<CheckedIn> check_in(Act& act, const CheckIn& asked);

  Result<TicketStatus> status(const TicketAsked& asked) const;
  Result<TicketStatus> come_later(Act& act, const ComeLater& asked);
  Result<TicketStatus> come_now(Act& act, const ComeNow& asked);
  Result<TicketStatus> give_up(Act& act, const GiveUp& asked);

  /// Erases what is kept for the day only; before the day is closed.
  void close_day(const Day& day);

 private:
  const Token* held_by(const std::string& secret) const;
  Result<TicketStatus> carry_out(Act& act, Result<Change> change);
  void want_help(Act& act, OpenHelp help, const std::optional<std::string>& number);
  std::optional<OpenHelp> urgent_help(const Act& act, const IssueToken& asked, const Change& change) const;
  HelpCall help_call(const Act& act, HelpReason reason, const Area& area) const;
  Result<CheckedIn> arrive(Act& act, const CheckIn& asked, Booking booking, CheckedIn reply);

  Context& context_;
  FrontHall& front_;
  const QueueSettings settings_;
  const std::string key_file_;  ///< its content; empty: the key stands in the database
  RandomStream& chance_;
  std::unique_ptr<ReceptionStore> store_;
  std::unique_ptr<HelpBook> book_;
  std::optional<Secrets> secrets_;
  Tries tries_;
};

void add_reception(Commands& commands, Reception& reception);

}  // namespace vestibule::queue
