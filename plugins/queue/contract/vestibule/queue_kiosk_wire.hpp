#pragma once
// What a kiosk says of itself, and the tokens it gave while nobody could hear it. Fields are only ever added, and only as
// optional; a golden example of each message is kept in tests/wire.

#include "vestibule/queue_wire.hpp"

namespace vestibule::queue {

// ---- command queue.bring_token: a token that a kiosk gave on its own

/// The request id is the kiosk's own for this token, so that a bringing repeated brings nothing twice. `asked.token` is the
/// id the kiosk chose: it stands in the code on the ticket, and the wish for the same token that the host may have heard
/// before the line broke names it too. So host and kiosk speak of one token, whatever was lost between them.
struct BringToken {
  IssueToken asked;
  std::string number;              ///< as printed: letter, the kiosk's mark, a dash, its counter: "A2-014"
  int counter = 0;                 ///< 14
  std::string incarnation;         ///< of the kiosk's journal
  std::int64_t sequence = 0;       ///< of the token in that journal; rises
  std::int64_t previous = 0;       ///< of the one given before it; 0 if it is the first: shows what is missing
  Instant issued_at{};             ///< when the patient took it, by the kiosk's clock ...
  int seconds_ago = 0;             ///< ... which was that long before it was first sent
  std::optional<std::string> call_code{};  ///< what the patient was told to wait for, where it is not the number: "K7RMX-2"
};
BOOST_DESCRIBE_STRUCT(BringToken, (), (asked, number, counter, incarnation, sequence, previous, issued_at, seconds_ago, call_code))

enum class Brought {
  adopted,      ///< waits in the line from the moment it was taken
  renamed,      ///< the host had given a number for the same wish: that token is called by this number now
  late,         ///< half a day old or more: entered, and closed at once
  quarantined,  ///< the number is taken, or its service is gone: staff must look (queue.kiosks lists it)
};
BOOST_DESCRIBE_ENUM(Brought, adopted, renamed, late, quarantined)

struct BroughtToken {
  TokenId token;
  Brought outcome = Brought::adopted;
  std::string call_code;
};
BOOST_DESCRIBE_STRUCT(BroughtToken, (), (token, outcome, call_code))

// ---- command queue.report_kiosk: at each start, after each return of the line, when something has changed

enum class PrinterState { unknown, ready, near_end, paper_out, cover_open, jammed, broken, offline };
BOOST_DESCRIBE_ENUM(PrinterState, unknown, ready, near_end, paper_out, cover_open, jammed, broken, offline)

struct PrinterReport {
  PrinterState state = PrinterState::unknown;
  std::optional<int> millimetres_left;  ///< of the roll
  std::optional<int> tickets_left;
  std::optional<Instant> ends_at;       ///< at today's pace
};
BOOST_DESCRIBE_STRUCT(PrinterReport, (), (state, millimetres_left, tickets_left, ends_at))

struct ReportKiosk {
  std::string incarnation;          ///< 32 hexadecimal digits, made when the kiosk's disk was new
  std::string boot;                 ///< the same, made at each start
  std::vector<std::string> before;  ///< earlier starts on this disk that the host may have met, oldest first
  std::int64_t sequence = 0;        ///< last record of the journal
  int unsynced = 0;                 ///< tokens given alone and not brought yet
  int garbled = 0;                  ///< records that could not be read any more
  std::optional<PrinterReport> printer;
  std::vector<std::string> reprinted;  ///< ids of `KioskWord::reprints` that are done
  std::vector<std::string> faults{};   ///< what else staff should know, one English sentence each: that it cannot be heard
};
BOOST_DESCRIBE_STRUCT(ReportKiosk, (), (incarnation, boot, before, sequence, unsynced, garbled, printer, reprinted, faults))

// ---- query queue.kiosk_word, and the answer to queue.report_kiosk: what the house says to one kiosk

/// `fenced`: another machine uses this one's name; it must give no numbers. `unknown`: it should report.
enum class Standing { unknown, admitted, fenced };
BOOST_DESCRIBE_ENUM(Standing, unknown, admitted, fenced)

/// A ticket that staff want printed again, with the number it has.
struct Reprint {
  std::string id;
  std::string language;
  IssuedToken token;
};
BOOST_DESCRIBE_STRUCT(Reprint, (), (id, language, token))

struct KioskWordAsked {
  std::string kiosk;
  std::string incarnation;
  std::string boot;
};
BOOST_DESCRIBE_STRUCT(KioskWordAsked, (), (kiosk, incarnation, boot))

struct KioskWord {
  Standing standing = Standing::unknown;
  std::string mark;           ///< in the numbers the kiosk gives alone; no other disk has it, ever
  int next = 1;               ///< the counter such numbers go on with, if nothing waits to be brought ...
  std::int64_t sequence = 0;  ///< ... and the journal still ends where the report said
  std::vector<Reprint> reprints;
};
BOOST_DESCRIBE_STRUCT(KioskWord, (), (standing, mark, next, sequence, reprints))

// ---- command queue.admit_kiosk: staff have switched off the wrong machine; the next one that reports is the kiosk

struct AdmitKiosk { std::string kiosk; };
BOOST_DESCRIBE_STRUCT(AdmitKiosk, (), (kiosk))

// ---- command queue.reprint_ticket: prints the ticket of a token once more at a kiosk; the number stays

struct ReprintTicket {
  std::string kiosk;
  TokenId token;
};
BOOST_DESCRIBE_STRUCT(ReprintTicket, (), (kiosk, token))

// ---- query queue.kiosks: for staff

struct KiosksAsked {};
BOOST_DESCRIBE_STRUCT(KiosksAsked, (), ())

struct KioskView {
  std::string kiosk;
  std::string mark;
  Standing standing = Standing::admitted;
  bool twin = false;                 ///< another machine with the same disk content has spoken under this name
  Instant reported_at{};
  int unsynced = 0;
  int garbled = 0;
  std::int64_t missing = 0;          ///< journal records that lay between two tokens brought and never came
  std::optional<PrinterReport> printer;
  std::vector<std::string> faults{};
};
BOOST_DESCRIBE_STRUCT(KioskView, (), (kiosk, mark, standing, twin, reported_at, unsynced, garbled, missing, printer, faults))

/// A number somebody may hold that could not be put in the line.
struct Quarantined {
  std::string kiosk;
  std::string number;
  ServiceId service;
  Instant at{};
  std::string why;
};
BOOST_DESCRIBE_STRUCT(Quarantined, (), (kiosk, number, service, at, why))

struct Kiosks {
  std::vector<KioskView> kiosks;         ///< by name, then mark
  std::vector<Quarantined> quarantined;  ///< of the open day, oldest first
};
BOOST_DESCRIBE_STRUCT(Kiosks, (), (kiosks, quarantined))

}  // namespace vestibule::queue
