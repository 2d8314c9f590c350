#pragma once
// The kiosk without its screen: touches, answers and time go in; pages, requests and tickets come out.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/clock.hpp>
#include <vestibule/queue_screens_wire.hpp>
#include <vestibule/random.hpp>

#include "offline/offline.hpp"
#include "operator/operator.hpp"
#include "page.hpp"
#include "steps.hpp"
#include "visit.hpp"
#include "wishes.hpp"

namespace vestibule::kiosk {

struct FlowSettings {
  std::vector<std::string> languages;           ///< those there are words for, in the order of preference
  Duration idle = std::chrono::seconds{40};     ///< without a touch, back to the start
  Duration warning = std::chrono::seconds{10};  ///< that long before it says so
  Duration token = std::chrono::seconds{20};    ///< a token stays on the screen once its ticket is printed
  Duration arming = Duration{350};              ///< a new page takes no touches yet: they were meant for the one before
  Duration calm = Duration{250};                ///< an answer that comes sooner leaves no "please wait" page behind it
  Duration patience = std::chrono::seconds{3};  ///< with an answer, before it says that the house cannot be reached
  Duration menu_every = std::chrono::seconds{10};
  bool speaks = false;  ///< offers to read the page out ("hear"); who touches it is the guide's business, not the flow's
  Manner manner{};  ///< each visit begins with it
  Duration alone_after = Duration{1500};        ///< so long without an answer, and the kiosk gives the number itself
  Duration hours_hold = std::chrono::minutes{15};  ///< so long without the host, and what was closed then may be open now
  std::string address = "vestibule:token/{token}";  ///< in the ticket's code
  Keyboards keyboards{};                        ///< "en" among them stands in for those that are missing
  std::string kiosk = "kiosk";                  ///< what staff call it
  int tries = 5;                                ///< codes that may fit nothing before the desk must help
};

/// Owner's loop thread only. After anything was called, paint page() if its revision has risen, and call tick() at due().
///
/// Two rules hold whatever is touched, lost or repeated: a visit makes at most one wish for a token, and a wish keeps its
/// request id; and nothing of a visit outlives its return to the start but an unanswered wish: an urgent one is sent until
/// staff know it, any other until it is known what became of it, and then it is cancelled.
class Flow {
 public:
  /// Without `offline` it gives no number but the host's.
  Flow(FlowSettings settings, Line& line, Printer& printer, const Clock& clock, RandomStream& ids, Offline* offline = nullptr);

  const Page& page() const { return page_; }

  /// Without one there is no operator's page. It must outlive the flow's use.
  void serve(Operator& with) { operator_ = &with; }
  /// The hidden gesture was made: asks for the PIN. A visit under way is over.
  void call_operator();

  void touch(const Touch& touch);
  /// What staff want of this kiosk. One that is locked takes nobody new; who has asked for a number gets it first.
  void take_orders(const queue::DeviceOrders& orders);
  /// How the printer is now: patients are told before they begin.
  void printer(queue::PrinterState state);
  /// What a scanner has read: a ticket's code or an appointment's.
  void scanned(const std::string& text);
  /// The host's answer to what was sent; unknown and repeated ids are ignored.
  void answered(const std::string& id, const Result<json::value>& answer);
  /// The line came back or was lost. Losing it is noticed without this too, only later.
  void line(bool up);
  /// The ticket of the job with this id is in the patient's hand, or not, and what the printer lacks.
  void printed(const std::string& id, bool paper, queue::PrinterState printer = queue::PrinterState::unknown);
  void tick();
  Steady due() const;

 private:
  enum class Stage { asking_patient, asking_host, token, urgent, closed, failed, status, notice };
  enum class Help { none, calling, told, failed };

  void ask_menu();
  void take_menu(const Result<json::value>& answer);
  void take_token(const Result<json::value>& answer);
  void give(const queue::IssuedToken& token);
  void answer_question(const std::string& name);
  void go_back();
  void forget_last_answer();
  void wish();
  void wish_for_token();
  void leave();
  void print();

  // ---- alone.cpp: without the host
  void take_up_memory();
  void give_alone();
  void cancel_unwanted(const std::string& id, const queue::IssuedToken& token);
  bool operating() const { return operator_ && operator_->open(); }
  void touch_operator(const std::string& choice);
  bool able_alone() const { return offline_ && offline_->able(); }
  bool alone() const;                          ///< the host has been silent for too long, and the kiosk goes on
  std::optional<Steady> alone_at() const;      ///< when the wish under way is granted by the kiosk itself
  void forget_counts(Page& page) const;
  // ---- out_of_order.cpp: what this kiosk cannot do now
  Page closed_kiosk() const;
  std::vector<Saying> notices() const;

  bool turn(const std::string& tool);
  // ---- errands.cpp: what is not a number for a service
  void wish_for_check_in();
  void wish_for_status(const std::string& secret, const std::string& call_code);
  void take_checked_in(const Result<json::value>& answer);
  void take_status(const Result<json::value>& answer);
  void try_again();
  void walk_in();
  void missed();
  void call_staff();
  std::string alarm(const queue::CallStaff& call);
  queue::CallStaff urgent_call() const;
  void take_help(const Result<json::value>& answer);
  void take_answer(const Result<json::value>& answer);
  void undo_given_up(const std::string& id, const json::value& body);
  bool tries_left() const { return visit_.misses < settings_.tries; }

  void show();
  Page present() const;
  Page step_page() const;
  Page asking_page() const;
  Page token_page() const;
  Page urgent_page() const;
  Page closed_page() const;
  Page failed_page() const;
  Saying paper_saying() const;
  Page status_page() const;
  Page notice_page() const;
  Saying staff_saying() const;
  const Step* current_step() const;
  const Choice* offered(const std::string& name) const;

  bool somebody_there() const {
    return operating() || stage_ != Stage::asking_patient || !visit_.empty() || manner_ != settings_.manner || help_ != Help::none;
  }
  bool armed() const;
  bool late() const;  ///< what was asked for is still not there
  bool out_of_reach() const;
  bool ticket_taken() const { return stage_ == Stage::token && paper_ == Paper::printed; }
  std::optional<Steady> return_at() const;
  std::string new_id();

  const FlowSettings settings_;
  const Clock& clock_;
  RandomStream& ids_;
  Printer& printer_;
  Offline* const offline_;
  Operator* operator_ = nullptr;
  bool locked_ = false;  ///< by staff, from afar
  Texts message_;        ///< of staff, to everybody who comes
  queue::PrinterState printer_state_ = queue::PrinterState::unknown;
  Wishes wishes_;
  const Steps steps_;

  Manner manner_ = settings_.manner;  ///< what this person has switched; survives going back to the language
  std::optional<queue::Menu> menu_;
  std::string menu_wish_;
  Steady menu_due_;
  std::optional<Steady> silent_since_;  ///< the host owes an answer since then, or the line is down

  Stage stage_ = Stage::asking_patient;
  Visit visit_;
  std::vector<const Step*> answered_;  ///< the way back
  enum class Paper { none, coming, printed, failed } paper_ = Paper::none;
  queue::PrinterState printer_fault_ = queue::PrinterState::unknown;
  bool refused_ = false;  ///< the host has said no to the wish
  enum class Wanted { token, check_in, status, help } wanted_ = Wanted::token;  ///< what the visit's wish is for
  std::map<std::string, queue::CallStaff> alarms_;  ///< by urgent wish: what staff are told if the house gives no number for it
  Help help_ = Help::none;  ///< of the button that calls staff
  std::string help_wish_;
  Steady help_since_{};
  Steady last_touch_, stage_since_;

  Page page_;
  Steady armed_at_;
  bool disarmed_ = false;  ///< this page has had its touch
};

}  // namespace vestibule::kiosk
