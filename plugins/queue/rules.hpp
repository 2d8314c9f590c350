#pragma once
// The rules: what each action does to the hall as it is, or why it cannot be done. Nothing here changes anything.

#include <vestibule/queue_kiosk_wire.hpp>
#include <vestibule/queue_reception_wire.hpp>
#include <vestibule/random.hpp>

#include "hall.hpp"

namespace vestibule::queue {

// ---- issuing
Result<Change> issue_token(const Hall& hall, const Doing& doing, const IssueToken& asked, RandomStream& chance);
/// 13 characters of Crockford's base 32.
bool is_token_id(const TokenId& id);
/// A token that a kiosk gave on its own, or the one the host gave for the same wish, renamed. Conflict if the number cannot
/// stand in the line.
Result<Change> bring_token(const Hall& hall, const Doing& doing, const BringToken& asked, int mark);
/// The same without asking whether the service is open: for whoever has the right to decide that.
Result<Change> new_token(const Hall& hall, const Doing& doing, const IssueToken& asked, RandomStream& chance);
Result<Change> issue_anyway(const Hall& hall, const Doing& doing, const IssueAnyway& asked, RandomStream& chance);
/// What the patient told us, cleaned and with its length checked; nothing if they told nothing.
Result<std::optional<VisitorTold>> visitor_told(const IssueToken& asked);
/// Why the service takes nobody now, and until when.
std::optional<Closed> closed(const Hall& hall, const Service& service, Instant now);
/// Nothing, or the reason why the service takes nobody now.
Result<> takes_tokens(const Hall& hall, const Service& service, Instant now);
/// Today's date at the site.
std::chrono::year_month_day date_at(const Hospital& hospital, Instant now);

// ---- calling
Result<Change> call_next(const Hall& hall, const Doing& doing, const CallNext& asked);
Result<Change> call_token(const Hall& hall, const Doing& doing, const CallToken& asked);
Result<Change> recall(const Hall& hall, const Doing& doing, const Recall& asked);
/// The first `count` whom the desk would call, as things stand.
std::vector<const Token*> next_for(const Hall& hall, const Desk& desk, std::size_t count, Moment now);
/// The answer's text-free explanation of a call.
Why why_called(const Token& before, const Change& change, const Hall& hall);
/// The same for those who wait, `line` being the order they will be called in: whom each goes before although they came earlier.
/// Told for the first `count`.
std::vector<Why> whys_next(const Hall& hall, const std::vector<const Token*>& line, std::size_t count, Moment now);

// ---- at the desk
Result<Change> open_desk(const Hall& hall, const Doing& doing, const OpenDesk& asked);
Result<Change> pause_desk(const Hall& hall, const Doing& doing, const PauseDesk& asked);
Result<Change> close_desk(const Hall& hall, const Doing& doing, const CloseDesk& asked);
Result<Change> start(const Hall& hall, const Doing& doing, const Start& asked);
Result<Change> finish(const Hall& hall, const Doing& doing, const Finish& asked);
Result<Change> no_show(const Hall& hall, const Doing& doing, const NoShow& asked);
Result<Change> undo(const Hall& hall, const Doing& doing, const Undo& asked);

// ---- from one place to another
Result<Change> park(const Hall& hall, const Doing& doing, const Park& asked);
Result<Change> return_token(const Hall& hall, const Doing& doing, const Return& asked);
Result<Change> transfer(const Hall& hall, const Doing& doing, const Transfer& asked);
Result<Change> send_on(const Hall& hall, const Doing& doing, const SendOn& asked);
Result<Change> change_priority(const Hall& hall, const Doing& doing, const ChangePriority& asked);
Result<Change> cancel(const Hall& hall, const Doing& doing, const Cancel& asked);

// ---- the day
Result<Day> open_day(const Hall& hall, const Doing& doing, const OpenDay& asked);
Result<Day> close_day(const Hall& hall, const Doing& doing, const CloseDay& asked);

// ---- shared by the rules and the answers
Result<const Desk*> desk_named(const Hall& hall, const DeskId& id);
Result<const Service*> service_named(const Hall& hall, const ServiceId& id);
Result<const Area*> area_named(const Hall& hall, const AreaId& id);
Result<const Token*> token_named(const Hall& hall, const TokenId& id);
/// The desk's current token, in one of two states. Conflict if there is none.
Result<const Token*> current_token(const Hall& hall, const Desk& desk);
/// 1 to 300 bytes, or an error that names the field.
Result<> written(const std::string& text, std::string_view field);
/// "waiting", "no_show": the wire's word.
std::string_view word(State state);
/// The promise for a token that begins to wait now; `token` is complete but for it.
Promise promise_for(const Hall& hall, const Token& token, Moment now);
/// A change of `token` at `desk` that starts from what they are now; the rules then edit the `after` halves.
Change change_at(Verb verb, const Doing& doing, const Hall& hall, const Desk* desk, const Token* token);

}  // namespace vestibule::queue
