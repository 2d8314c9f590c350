// The queue's commands: a name, the right it needs, a line of help, and the rule that decides it.

#include "calls_store.hpp"
#include "console_answers.hpp"
#include "days_store.hpp"
#include "reception.hpp"
#include "report.hpp"
#include "rules.hpp"

namespace vestibule::queue {
namespace {

constexpr const char* may_call = "queue.call";
constexpr const char* may_manage = "queue.manage";
constexpr const char* may_show = "queue.show";

template <class Asked>
using Rule = Result<Change> (*)(const Hall&, const Doing&, const Asked&);

/// A command at a desk, which answers how the desk stands then.
template <class Asked>
void add_at_desk(Commands& commands, FrontHall& front, const char* name, const char* help, Rule<Asked> rule) {
  commands.add<Asked>({name, may_call, help}, [&front, rule](Act& act, const Asked& asked) -> Result<DeskView> {
    VESTIBULE_TRY(const Change change, rule(front.hall(), front.doing(act), asked));
    front.carry_out(act, change);
    return desk_view(front.hall(), front.screens(), front.hall().desk(*change.desk->after.desk), change.doing.now);
  });
}

/// A command about a token, which answers how the token stands then.
template <class Asked>
void add_about_token(Commands& commands, FrontHall& front, const char* name, const char* permission, const char* help, Rule<Asked> rule) {
  commands.add<Asked>({name, permission, help}, [&front, rule](Act& act, const Asked& asked) -> Result<TokenView> {
    VESTIBULE_TRY(const Change change, rule(front.hall(), front.doing(act), asked));
    front.carry_out(act, change);
    return token_view(change.token->after, change.doing.now);
  });
}

void add_day_commands(Commands& commands, FrontHall& front, Reception& reception) {
  commands.add<OpenDay>({"queue.open_day", may_manage, "Opens a business day, or opens the last one again"},
                        [&front](Act& act, const OpenDay& asked) -> Result<DayView> {
                          VESTIBULE_TRY(const Day day, open_day(front.hall(), front.doing(act), asked));
                          front.carry_out_opening(act, day);
                          return day_view(front.hall());
                        });
  commands.add<CloseDay>({"queue.close_day", may_manage, "Closes the business day, and the desks with it"},
                         [&front, &reception](Act& act, const CloseDay& asked) -> Result<DayView> {
                           VESTIBULE_TRY(const Day day, close_day(front.hall(), front.doing(act), asked));
                           reception.close_day(day);
                           front.carry_out_closing(act, day);
                           return day_view(front.hall());
                         });
}

}  // namespace

void add_commands(Commands& commands, FrontHall& front, Reception& reception) {
  add_day_commands(commands, front, reception);
  add_at_desk<OpenDesk>(commands, front, "queue.open_desk", "Somebody sits at the desk and may call", open_desk);
  add_at_desk<PauseDesk>(commands, front, "queue.pause_desk", "The desk calls nobody for a while", pause_desk);
  add_at_desk<CloseDesk>(commands, front, "queue.close_desk", "Nobody sits at the desk any more", close_desk);
  add_at_desk<CallNext>(commands, front, "queue.call_next", "Calls whoever is next for the desk", call_next);
  add_at_desk<CallToken>(commands, front, "queue.call_token", "Calls a chosen token out of turn, with a reason for the ledger", call_token);
  add_at_desk<Recall>(commands, front, "queue.recall", "Calls the desk's token again", recall);
  add_at_desk<Start>(commands, front, "queue.start", "The called patient is at the desk", start);
  add_at_desk<Finish>(commands, front, "queue.finish", "The visit is over, with an outcome", finish);
  add_at_desk<NoShow>(commands, front, "queue.no_show", "The called patient did not come", no_show);
  add_at_desk<SendOn>(commands, front, "queue.send_on", "Sends the desk's token on along its pathway", send_on);
  add_at_desk<Undo>(commands, front, "queue.undo", "Takes back the desk's last action", undo);
  add_about_token<Park>(commands, front, "queue.park", may_call, "Lets a token wait elsewhere and come back by itself", park);
  add_about_token<Return>(commands, front, "queue.return_token", may_call, "Has a parked or missed token wait again now", return_token);
  add_about_token<Transfer>(commands, front, "queue.transfer", may_call, "Moves a token to another service or desk with its number and credit", transfer);
  add_about_token<ChangePriority>(commands, front, "queue.change_priority", may_call, "Changes a token's class, with a reason", change_priority);
  add_about_token<Cancel>(commands, front, "queue.cancel", may_call, "Ends a visit that will not be served, with a reason", cancel);
  commands.add<AcknowledgeCall>({"queue.acknowledge_call", may_show, "A screen says that it has painted or spoken a call"},
                                [&front](Act& act, const AcknowledgeCall& asked) -> Result<Done> {
                                  VESTIBULE_CHECK(front.carry_out(act, asked));
                                  return Done{};
                                });
}

void add_queries(Commands& commands, FrontHall& front, const QueueSettings& settings, const Clock& clock) {
  constexpr const char* may_see = "queue.see";
  constexpr const char* anybody = "queue.menu";
  commands.add_query<MenuAsked>({"queue.menu", anybody, "What a kiosk offers"},
                                [&front](const MenuAsked&) -> Result<Menu> { return menu(front.hall(), front.now()); });
  commands.add_query<TokenAsked>({"queue.token", anybody, "How a token stands: people ahead, the wait, and why"},
                                 [&front](const TokenAsked& asked) { return token_status(front.hall(), asked, front.now().moment); });
  commands.add_query<BoardAsked>({"queue.board", may_show, "What the screens of an area show"},
                                 [&front, next = settings.board_next](const BoardAsked& asked) -> Result<Board> {
                                   VESTIBULE_TRY(const Area* area, area_named(front.hall(), asked.area));
                                   return board(front.hall(), front.screens(), *area, front.now().moment, next);
                                 });
  commands.add_table_query<CallsSince>({"queue.calls_since", may_show, "The calls of an area after a sequence number, in parts"},
                                       [hospital = front.hospital()](const CallsSince& asked, soci::session& sql) {
                                         return read_calls(sql, *hospital, asked);
                                       });
  commands.add_query<WaitingAsked>({"queue.waiting", may_see, "Who waits for a service or a desk, the next one first"},
                                   [&front](const WaitingAsked& asked) { return waiting(front.hall(), asked, front.now().moment); });
  commands.add_query<DesksAsked>({"queue.desks", may_see, "The desks with their current tokens"},
                                 [&front](const DesksAsked& asked) { return desks(front.hall(), front.screens(), asked, front.now().moment); });
  commands.add_query<SiteAsked>({"queue.site", may_see, "What stands in the hospital's file: areas, scales, services, desks, pathways"},
                                [&front](const SiteAsked&) -> Result<SiteView> { return site_view(front.hall().hospital()); });
  commands.add_query<FindTokens>({"queue.find_tokens", may_see, "Today's tokens wherever they are, the newest first"},
                                 [&front](const FindTokens& asked) { return find_tokens(front.hall(), asked, front.now().moment); });
  commands.add_query<DayAsked>({"queue.day", may_see, "The business day and its counts"},
                               [&front](const DayAsked&) -> Result<DayView> { return day_view(front.hall()); });
  commands.add_table_query<FairnessAsked>({"queue.fairness", may_see, "Who went before whom, and why"},
                                          [](const FairnessAsked& asked, soci::session& sql) { return read_fairness(sql, asked); });
  commands.add_table_query<CoverageAsked>({"queue.coverage", may_see, "How often patients were called within the range they had been shown"},
                                          [](const CoverageAsked& asked, soci::session& sql) { return read_coverage(sql, asked); });
  commands.add_table_query<DaysAsked>({"queue.days", "queue.days", "How the last days went, hour by hour: who came, how long they waited, against targets and ranges shown"},
                                      [hospital = front.hospital()](const DaysAsked& asked, soci::session& sql) { return read_days(sql, *hospital, asked); });
  commands.add_table_query<ReportAsked>({"queue.report", "queue.days", "The last days and who went before whom, as a PDF in one of the languages"},
                                        [hospital = front.hospital(), &clock](const ReportAsked& asked, soci::session& sql) {
                                          return read_report(sql, *hospital, asked, clock.wall());
                                        });
}

}  // namespace vestibule::queue
