// A golden example of every message ever released must always decode, and today's encoding of it must hold all that it held.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include <vestibule/identity.hpp>
#include <vestibule/messages.hpp>
#include <vestibule/queue.hpp>
#include <vestibule/queue_console_wire.hpp>
#include <vestibule/queue_days_wire.hpp>
#include <vestibule/queue_reception_wire.hpp>
#include <vestibule/queue_kiosk_wire.hpp>
#include <vestibule/records.hpp>
#include <vestibule/records_history_wire.hpp>
#include <vestibule/records_import_wire.hpp>
#include <vestibule/records_manager_wire.hpp>
#include <vestibule/vitals.hpp>
#include <vestibule/vitals_alarms.hpp>
#include <vestibule/vitals_scores.hpp>
#include <vestibule/wire/envelope.hpp>

using namespace vestibule;

namespace {

/// Decodes a golden text as T and gives what T encodes to.
template <class T>
Result<json::value> again(const std::string& text) {
  VESTIBULE_TRY(const auto message, decode_text<T>(text));
  return encode(message);
}

using Again = std::function<Result<json::value>(const std::string&)>;

const std::map<std::string, Again> known{
    {"wire.request", again<wire::Request>},
    {"wire.reply", again<wire::Reply>},
    {"wire.reply_error", again<wire::Reply>},
    {"wire.state", again<wire::State>},
    {"wire.host_state", again<wire::HostState>},
    {"wire.host_state_offline", again<wire::HostState>},
    {"wire.presence", again<wire::Presence>},
    {"queue.menu", again<queue::Menu>},
    {"queue.issue_token", again<queue::IssueToken>},
    {"queue.issue_token_least", again<queue::IssueToken>},
    {"queue.issued_token", again<queue::IssuedToken>},
    {"queue.board", again<queue::Board>},
    {"queue.calls_since", again<queue::CallsSince>},
    {"queue.calls", again<queue::Calls>},
    {"queue.acknowledge_call", again<queue::AcknowledgeCall>},
    {"queue.call_next", again<queue::CallNext>},
    {"queue.desk_view", again<queue::DeskView>},
    {"queue.token_status", again<queue::TokenStatus>},
    {"queue.day_view", again<queue::DayView>},
    {"queue.bring_token", again<queue::BringToken>},
    {"queue.bring_token_private", again<queue::BringToken>},
    {"queue.brought_token", again<queue::BroughtToken>},
    {"queue.report_kiosk", again<queue::ReportKiosk>},
    {"queue.kiosk_word_asked", again<queue::KioskWordAsked>},
    {"queue.kiosk_word", again<queue::KioskWord>},
    {"queue.kiosks", again<queue::Kiosks>},
    {"queue.token_called", again<queue::TokenCalled>},
    {"queue.token_issued", again<queue::TokenIssued>},
    {"queue.menu_full", again<queue::Menu>},
    {"queue.issue_token_visitor", again<queue::IssueToken>},
    {"queue.issued_token_secret", again<queue::IssuedToken>},
    {"queue.board_names", again<queue::Board>},
    {"queue.visitor", again<queue::Visitor>},
    {"queue.issue_anyway", again<queue::IssueAnyway>},
    {"queue.call_staff", again<queue::CallStaff>},
    {"queue.call_staff_least", again<queue::CallStaff>},
    {"queue.help_list", again<queue::HelpList>},
    {"queue.answer_help", again<queue::AnswerHelp>},
    {"queue.book_appointment", again<queue::BookAppointment>},
    {"queue.cancel_appointment", again<queue::CancelAppointment>},
    {"queue.appointment", again<queue::Appointment>},
    {"queue.check_in", again<queue::CheckIn>},
    {"queue.check_in_least", again<queue::CheckIn>},
    {"queue.checked_in", again<queue::CheckedIn>},
    {"queue.checked_in_least", again<queue::CheckedIn>},
    {"queue.ticket_asked", again<queue::TicketAsked>},
    {"queue.ticket_asked_typed", again<queue::TicketAsked>},
    {"queue.ticket_status", again<queue::TicketStatus>},
    {"queue.help_wanted", again<queue::HelpWanted>},
    {"queue.help_answered", again<queue::HelpAnswered>},
    {"queue.appointment_booked", again<queue::AppointmentBooked>},
    {"queue.appointment_cancelled", again<queue::AppointmentCancelled>},
    {"queue.screen_report", again<queue::ScreenReport>},
    {"queue.screen_report_mute", again<queue::ScreenReport>},
    {"queue.screen_heard", again<queue::ScreenHeard>},
    {"queue.screen_picture", again<queue::ScreenPicture>},
    {"queue.screen_views", again<queue::ScreenViews>},
    {"queue.screen_changed", again<queue::ScreenChanged>},
    {"queue.device_orders", again<queue::DeviceOrders>},
    {"queue.take_over_screens", again<queue::TakeOverScreens>},
    {"queue.site", again<queue::SiteView>},
    {"queue.waiting", again<queue::Waiting>},
    {"queue.find_tokens", again<queue::FindTokens>},
    {"queue.found_tokens", again<queue::FoundTokens>},
    {"queue.come_later", again<queue::ComeLater>},
    {"queue.come_now", again<queue::ComeNow>},
    {"queue.give_up", again<queue::GiveUp>},
    {"records.register", again<records::Register>},
    {"records.register_least", again<records::Register>},
    {"records.registered", again<records::Registered>},
    {"records.amend", again<records::Amend>},
    {"records.merge", again<records::Merge>},
    {"records.search", again<records::Search>},
    {"records.found", again<records::Found>},
    {"records.patient_record", again<records::PatientRecord>},
    {"records.add_allergy", again<records::AddAllergy>},
    {"records.add_medication", again<records::AddMedication>},
    {"records.open_visit", again<records::OpenVisit>},
    {"records.history", again<records::History>},
    {"records.summary", again<records::Summary>},
    {"records.import", again<records::Import>},
    {"records.import_state", again<records::ImportState>},
    {"records.who_saw", again<records::WhoSaw>},
    {"records.workload", again<records::Workload>},
    {"records.visit_changed", again<records::VisitChanged>},
    {"vitals.numerics", again<vitals::Numerics>},
    {"vitals.numerics_full", again<vitals::Numerics>},
    {"vitals.status", again<vitals::DeviceStatus>},
    {"vitals.status_offline", again<vitals::DeviceStatus>},
    {"vitals.device_alarm", again<vitals::DeviceAlarm>},
    {"vitals.wave", again<vitals::Wave>},
    {"vitals.ward_picture", again<vitals::WardPicture>},
    {"vitals.ward_trend", again<vitals::WardTrend>},
    {"vitals.set_ward", again<vitals::SetWard>},
    {"vitals.set_ward_least", again<vitals::SetWard>},
    {"vitals.set_bed", again<vitals::SetBed>},
    {"vitals.remove_bed", again<vitals::RemoveBed>},
    {"vitals.put_device", again<vitals::PutDevice>},
    {"vitals.take_device", again<vitals::TakeDevice>},
    {"vitals.admit", again<vitals::Admit>},
    {"vitals.admit_least", again<vitals::Admit>},
    {"vitals.move", again<vitals::Move>},
    {"vitals.discharge", again<vitals::Discharge>},
    {"vitals.bed_now", again<vitals::BedNow>},
    {"vitals.ward_asked", again<vitals::WardAsked>},
    {"vitals.wards", again<vitals::Wards>},
    {"vitals.devices", again<vitals::Devices>},
    {"vitals.history_asked", again<vitals::HistoryAsked>},
    {"vitals.history", again<vitals::History>},
    {"vitals.patient_admitted", again<vitals::PatientAdmitted>},
    {"vitals.patient_moved", again<vitals::PatientMoved>},
    {"vitals.patient_discharged", again<vitals::PatientDischarged>},
    {"vitals.device_put", again<vitals::DevicePut>},
    {"vitals.device_taken", again<vitals::DeviceTaken>},
    {"vitals.ward_changed", again<vitals::WardChanged>},
    {"vitals.score_asked", again<vitals::ScoreAsked>},
    {"vitals.score_given", again<vitals::ScoreGiven>},
    {"vitals.note_scores", again<vitals::NoteScores>},
    {"vitals.scores_asked", again<vitals::ScoresAsked>},
    {"vitals.score_history", again<vitals::ScoreHistory>},
    {"vitals.observe", again<vitals::Observe>},
    {"vitals.prescribe_scale", again<vitals::PrescribeScale>},
    {"vitals.note_alarms", again<vitals::NoteAlarms>},
    {"vitals.alarms_noted", again<vitals::AlarmsNoted>},
    {"vitals.escalate_alarm", again<vitals::EscalateAlarm>},
    {"vitals.acknowledge_alarm", again<vitals::AcknowledgeAlarm>},
    {"vitals.pause_alarms", again<vitals::PauseAlarms>},
    {"vitals.alarms_paused", again<vitals::AlarmsPaused>},
    {"vitals.set_limit", again<vitals::SetLimit>},
    {"vitals.set_limit_least", again<vitals::SetLimit>},
    {"vitals.drop_limit", again<vitals::DropLimit>},
    {"vitals.take_duty", again<vitals::TakeDuty>},
    {"vitals.take_duty_least", again<vitals::TakeDuty>},
    {"vitals.leave_duty", again<vitals::LeaveDuty>},
    {"vitals.alarms_asked", again<vitals::AlarmsAsked>},
    {"vitals.open_alarms", again<vitals::OpenAlarms>},
    {"vitals.alarm_history_asked", again<vitals::AlarmHistoryAsked>},
    {"vitals.alarm_history", again<vitals::AlarmHistory>},
    {"vitals.alarm_load_asked", again<vitals::AlarmLoadAsked>},
    {"vitals.alarm_load", again<vitals::AlarmLoad>},
    {"vitals.limits_asked", again<vitals::LimitsAsked>},
    {"vitals.limits", again<vitals::Limits>},
    {"vitals.duties_asked", again<vitals::DutiesAsked>},
    {"vitals.duties", again<vitals::Duties>},
    {"vitals.alarm_raised", again<vitals::AlarmRaised>},
    {"vitals.alarm_changed", again<vitals::AlarmChanged>},
    {"vitals.alarm_acknowledged", again<vitals::AlarmAcknowledged>},
    {"vitals.alarm_escalated", again<vitals::AlarmEscalated>},
    {"vitals.alarm_ended", again<vitals::AlarmEnded>},
    {"vitals.limit_changed", again<vitals::LimitChanged>},
    {"messages.send", again<messages::Send>},
    {"messages.sent", again<messages::Sent>},
    {"messages.read", again<messages::Read>},
    {"messages.read_done", again<messages::ReadDone>},
    {"messages.sit", again<messages::Sit>},
    {"messages.seated", again<messages::Seated>},
    {"messages.inbox_asked", again<messages::InboxAsked>},
    {"messages.inbox", again<messages::Inbox>},
    {"messages.unread", again<messages::Unread>},
    {"messages.addressees", again<messages::Addressees>},
    {"messages.message_sent", again<messages::MessageSent>},
    {"messages.messages_read", again<messages::MessagesRead>},
    {"messages.seat_taken", again<messages::SeatTaken>},
    {"queue.days_asked", again<queue::DaysAsked>},
    {"queue.days_told", again<queue::DaysTold>},
    {"queue.report_asked", again<queue::ReportAsked>},
    {"queue.report_file", again<queue::ReportFile>},
    {"identity.credentials", again<identity::Credentials>},
    {"identity.credentials_badge", again<identity::Credentials>},
    {"identity.signed_in", again<identity::SignedIn>},
    {"identity.me", again<identity::Me>},
    {"identity.my_sessions", again<identity::MySessions>},
    {"identity.end_own_session", again<identity::EndOwnSession>},
    {"identity.register_device", again<identity::RegisterDevice>},
    {"identity.register_device_least", again<identity::RegisterDevice>},
    {"identity.place_device", again<identity::PlaceDevice>},
    {"identity.device_code", again<identity::DeviceCode>},
    {"identity.enrol_device", again<identity::EnrolDevice>},
    {"identity.devices", again<identity::DevicesView>},
    {"identity.break_glass", again<identity::BreakGlass>},
    {"identity.glass_begun", again<identity::GlassBegun>},
    {"identity.review_glass", again<identity::ReviewGlass>},
    {"identity.glass_broken", again<identity::GlassBroken>},
};

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Everything the golden value holds stands in today's encoding too; today's may hold more.
void check_holds(const json::value& golden, const json::value& today, const std::string& path) {
  CAPTURE(path);
  if (golden.is_object()) {
    REQUIRE(today.is_object());
    for (const auto& entry : golden.as_object()) {
      const json::string_view key = entry.key();
      const json::value& value = entry.value();
      if (value.is_null()) continue;  // the same as absent
      const auto* found = today.as_object().if_contains(key);
      REQUIRE_MESSAGE(found, path << "." << std::string_view(key) << " is gone");
      check_holds(value, *found, path + "." + std::string(key));
    }
  } else if (golden.is_array()) {
    REQUIRE(today.is_array());
    REQUIRE(today.as_array().size() == golden.as_array().size());
    for (std::size_t i = 0; i < golden.as_array().size(); ++i) check_holds(golden.as_array()[i], today.as_array()[i], path + "[]");
  } else if (golden.is_number()) {
    CHECK(today.to_number<double>() == golden.to_number<double>());
  } else {
    CHECK(golden == today);
  }
}

}  // namespace

TEST_CASE("every golden message decodes, and nothing it held is gone") {
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(VESTIBULE_GOLDEN)) {
    const std::string name = entry.path().stem().string();
    CAPTURE(name);
    const auto message = known.find(name);
    REQUIRE_MESSAGE(message != known.end(), "no message is called so");
    const auto text = read(entry.path());
    const auto today = message->second(text);
    REQUIRE_MESSAGE(today, (today ? "" : today.error().message));
    check_holds(*parse_json(text), *today, "$");
    ++seen;
  }
  CHECK(seen == static_cast<int>(known.size()));
}
