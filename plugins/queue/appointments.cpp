// Appointments: booked by staff or another system, found again by whoever holds the code.

#include <algorithm>

#include "opening.hpp"
#include "reception.hpp"
#include "rules.hpp"

namespace vestibule::queue {
namespace {

/// As it is stored: capitals, without blanks around. Nothing if no appointment can be called so.
std::optional<std::string> tidy_code(std::string_view said) {
  const auto first = said.find_first_not_of(" \t\r\n");
  if (first == said.npos) return std::nullopt;
  std::string code(said.substr(first, said.find_last_not_of(" \t\r\n") - first + 1));
  if (code.size() < 4 || code.size() > 32) return std::nullopt;
  for (char& c : code) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return std::nullopt;
  }
  return code;
}

bool possible_birth(std::chrono::year_month_day date, Instant now) {
  return date.ok() && date.year() >= std::chrono::year{1880} && Instant{std::chrono::sys_days{date}} <= now;
}

Appointment shown(const Booking& booking) { return {booking.code, booking.service, booking.at}; }

/// What stands between the patient and a number; `here` if nothing does.
CheckInOutcome stands(const Hall& hall, const Booking& booking, const Service& service, bool as_walk_in, Instant now) {
  if (booking.state == BookingState::cancelled) return CheckInOutcome::cancelled;
  if (booking.state == BookingState::arrived) return CheckInOutcome::used;
  if (when(hall.hospital(), booking.at, now).in_days != 0) return CheckInOutcome::other_day;
  if (!hall.open()) return CheckInOutcome::closed;
  // Whoever does not come in their time waits like everybody, and needs a place like everybody.
  if (as_walk_in) return takes_tokens(hall, service, now) ? CheckInOutcome::here : CheckInOutcome::closed;
  if (now < booking.at - service.appointments.early) return CheckInOutcome::early;
  if (now > booking.at + service.appointments.late) return CheckInOutcome::late;
  return CheckInOutcome::here;
}

}  // namespace

Result<Appointment> Reception::book(Act& act, const BookAppointment& asked) {
  const Hall& hall = front_.hall();
  const auto code = tidy_code(asked.code);
  if (!code) return fail(Code::invalid, "an appointment's code is 4 to 32 of A-Z, 0-9 and '-'");
  VESTIBULE_TRY(const Service* service, service_named(hall, asked.service));
  if (!service->appointments.taken) return fail(Code::conflict, "service '{}' takes no appointments in the hospital file", service->id);
  if (!possible_birth(asked.birth_date.reveal(), act.at)) return fail(Code::invalid, "birth_date is no date a living person was born on");
  if (asked.at < act.at - std::chrono::days{1}) return fail(Code::invalid, "the appointment's time, {}, is past", to_iso(asked.at));
  if (asked.language && !hall.hospital().language(*asked.language))
    return fail(Code::invalid, "the site has no language '{}'", asked.language->substr(0, 35));
  if (const auto other = store_->booking(*code); other && other->state == BookingState::booked && other->at > act.at - std::chrono::days{1})
    return fail(Code::conflict, "there is an appointment '{}' already; cancel it first", *code);
  const Booking booking{*code, secrets_->birth(*code, asked.birth_date.reveal()), service->id, asked.at, asked.language.value_or(""),
                        needs_of(asked.needs), BookingState::booked, {}};
  store_->write(booking);
  act.about(fmt::format("appointment {}", *code));
  act.tell(AppointmentBooked{shown(booking)});
  return shown(booking);
}

Result<Appointment> Reception::cancel(Act& act, const CancelAppointment& asked) {
  const auto code = tidy_code(asked.code);
  auto booking = code ? store_->booking(*code) : std::nullopt;
  if (!booking) return fail(Code::not_found, "there is no appointment '{}'", asked.code.substr(0, 32));
  if (booking->state != BookingState::booked)
    return fail(Code::conflict, "appointment '{}' is {}", *code, booking->state == BookingState::arrived ? "used already" : "cancelled already");
  booking->state = BookingState::cancelled;
  store_->write(*booking);
  act.about(fmt::format("appointment {}", *code));
  act.tell(AppointmentCancelled{shown(*booking)});
  return shown(*booking);
}

Result<CheckedIn> Reception::check_in(Act& act, const CheckIn& asked) {
  if (!asked.scanned && !asked.birth_date) return fail(Code::invalid, "a code that was typed needs birth_date beside it");
  if (asked.language && !front_.hall().hospital().language(*asked.language))
    return fail(Code::invalid, "the site has no language '{}'", asked.language->substr(0, 35));
  CheckedIn reply;
  const Steady now = context_.clock.steady();
  if (tries_.too_often(act.actor.device, now)) {
    reply.outcome = CheckInOutcome::too_often;
    return reply;
  }
  const auto code = tidy_code(asked.code);
  auto booking = code ? store_->booking(*code) : std::nullopt;
  // A wrong code and a wrong date look the same from outside: nobody learns which codes there are.
  if (!booking || (!asked.scanned && !Secrets::equal(booking->birth, secrets_->birth(*code, asked.birth_date->reveal())))) {
    tries_.missed(act.actor.device, now);
    return reply;
  }
  act.about(fmt::format("appointment {}", booking->code));
  return arrive(act, asked, *std::move(booking), std::move(reply));
}

Result<CheckedIn> Reception::arrive(Act& act, const CheckIn& asked, Booking booking, CheckedIn reply) {
  const Hall& hall = front_.hall();
  const Hospital& hospital = hall.hospital();
  reply.service = booking.service;
  reply.at = when(hospital, booking.at, act.at);
  if (hospital.language(booking.language)) reply.language = booking.language;
  const Service* service = hospital.service(booking.service);
  reply.outcome = service ? stands(hall, booking, *service, asked.as_walk_in.value_or(false), act.at) : CheckInOutcome::closed;
  if (service) reply.service_name = service->name;
  if (reply.outcome == CheckInOutcome::early) reply.from = when(hospital, booking.at - service->appointments.early, act.at);
  if (reply.outcome == CheckInOutcome::used)
    if (const Token* token = hall.find(booking.token)) reply.token = ticket(*token);
  if (reply.outcome != CheckInOutcome::here) return reply;

  IssueToken wish;
  wish.service = booking.service;
  wish.needs = needs_in(static_cast<Needs>(booking.needs | needs_of(asked.needs)));
  wish.language = asked.language ? asked.language : reply.language;
  wish.booked = booking.at;
  VESTIBULE_TRY(const Change change, new_token(hall, front_.doing(act), wish, chance_));
  booking.state = BookingState::arrived;
  booking.token = change.token->after.id();
  store_->write(booking);
  front_.carry_out(act, change);
  reply.token = ticket(change.token->after);
  return reply;
}

}  // namespace vestibule::queue
