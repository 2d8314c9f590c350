// The reception's commands and queries: a name, the right it needs, a line of help.

#include "reception.hpp"
#include "visitor_store.hpp"

namespace vestibule::queue {
namespace {

constexpr const char* may_issue = "queue.issue";
constexpr const char* may_call = "queue.call";
constexpr const char* may_manage = "queue.manage";
constexpr const char* anybody = "queue.menu";

}  // namespace

void add_reception(Commands& commands, Reception& reception) {
  commands.add<IssueToken>({"queue.issue_token", may_issue, "Gives a patient a number for a service"},
                           [&reception](Act& act, const IssueToken& asked) { return reception.issue(act, asked); });
  commands.add<IssueAnyway>({"queue.issue_anyway", may_call, "Gives a number although the service is closed or full, with a reason"},
                            [&reception](Act& act, const IssueAnyway& asked) { return reception.issue_anyway(act, asked); });
  commands.add<CallStaff>({"queue.call_staff", may_issue, "Somebody is wanted at a kiosk"},
                          [&reception](Act& act, const CallStaff& asked) { return reception.call_staff(act, asked); });
  commands.add<AnswerHelp>({"queue.answer_help", may_call, "Somebody goes where help is wanted"},
                           [&reception](Act& act, const AnswerHelp& asked) -> Result<Done> {
                             VESTIBULE_CHECK(reception.answer_help(act, asked));
                             return Done{};
                           });
  commands.add<BookAppointment>({"queue.book_appointment", may_manage, "Books an appointment that can be checked in at a kiosk"},
                                [&reception](Act& act, const BookAppointment& asked) { return reception.book(act, asked); });
  commands.add<CancelAppointment>({"queue.cancel_appointment", may_manage, "Cancels an appointment that is still to come"},
                                  [&reception](Act& act, const CancelAppointment& asked) { return reception.cancel(act, asked); });
  commands.add<CheckIn>({"queue.check_in", may_issue, "Gives whoever has an appointment their number"},
                        [&reception](Act& act, const CheckIn& asked) { return reception.check_in(act, asked); });
  commands.add<ComeLater>({"queue.come_later", anybody, "Whoever holds the ticket comes back later; the place is kept"},
                          [&reception](Act& act, const ComeLater& asked) { return reception.come_later(act, asked); });
  commands.add<ComeNow>({"queue.come_now", anybody, "Whoever holds the ticket is back earlier than said"},
                        [&reception](Act& act, const ComeNow& asked) { return reception.come_now(act, asked); });
  commands.add<GiveUp>({"queue.give_up", anybody, "Whoever holds the ticket gives up the place"},
                       [&reception](Act& act, const GiveUp& asked) { return reception.give_up(act, asked); });
  commands.add_query<HelpAsked>({"queue.help", "queue.see", "Who wants help in an area and has not been answered"},
                                [&reception](const HelpAsked& asked) { return reception.help(asked); });
  commands.add_query<TicketAsked>({"queue.token_status", anybody, "How a ticket stands, for whoever holds it"},
                                  [&reception](const TicketAsked& asked) { return reception.status(asked); });
  commands.add_table_query<VisitorAsked>({"queue.visitor", may_call, "What a patient told us for the people who will see them"},
                                         [](const VisitorAsked& asked, soci::session& sql) { return read_visitor(sql, asked.token); });
}

}  // namespace vestibule::queue
