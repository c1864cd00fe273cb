import FileAccess
import Foundation
import LandRelease
import SurveyModel
import TestSupport
import Testing

@testable import SurveyWorkflow

/// Signatures made and checked by the `ssh-keygen` of this machine.
@Suite(.enabled(if: SSHKeygen() != nil, "ssh-keygen is not installed"))
struct SigningTests {
    let folder: TemporaryFolder
    let tool: SSHKeygen
    let statement = Array("{\"report\":\"S-1-R1\"}".utf8)

    init() throws {
        folder = try TemporaryFolder()
        tool = try #require(SSHKeygen())
        for (name, type) in [("huda", "ed25519"), ("mona", "ed25519"), ("ecdsa", "ecdsa")] {
            let made = try CommandRun.run([
                "ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", folder.file(name),
            ])
            #expect(made.status == 0)
        }
    }

    func key(_ name: String) throws -> SSHPublicKey {
        try #require(
            SSHPublicKey(try OfficeDesk.publicKey(in: folder.file(name + ".pub"))))
    }

    @Test("A signature fits its statement and its key", arguments: ["huda", "ecdsa"])
    func fits(name: String) throws {
        let signature = try tool.sign(statement, with: folder.file(name))
        #expect(SSHSignature(armoured: signature)?.key == (try key(name)))
        #expect(try tool.refusal(of: signature, over: statement, by: key(name)) == nil)
    }

    @Test("A changed statement, a foreign key, another purpose and rubbish are told")
    func misfits() throws {
        let signature = try tool.sign(statement, with: folder.file("huda"))
        let changed = Array("{\"report\":\"S-1-R2\"}".utf8)
        #expect(try tool.refusal(of: signature, over: changed, by: key("huda")) != nil)
        #expect(try tool.refusal(of: signature, over: statement, by: key("mona")) != nil)
        #expect(try tool.refusal(of: "rubbish", over: statement, by: key("huda")) != nil)
        let file = folder.file("statement")
        try DurableFile.write(statement, to: file)
        #expect(
            try CommandRun.run([
                "ssh-keygen", "-Y", "sign", "-f", folder.file("huda"), "-n", "file", file,
            ]).status == 0)
        let other = try String(contentsOfFile: file + ".sig", encoding: .utf8)
        #expect(try tool.refusal(of: other, over: statement, by: key("huda")) != nil)
    }

    @Test("A missing file, a public key in place of a private one and rubbish are sentences")
    func bad() throws {
        #expect(throws: WorkflowError.self) {
            try tool.sign(statement, with: folder.file("nobody"))
        }
        try DurableFile.write("rubbish", to: folder.file("-rubbish"))
        #expect(throws: WorkflowError.self) {
            try tool.sign(statement, with: folder.file("-rubbish"))
        }
        #expect(throws: WorkflowError.self) {
            try OfficeDesk.publicKey(in: folder.file("huda"))
        }
    }

    @Test("Nothing is left in the temporary folder, and an absent program is nil")
    func traces() throws {
        let path: String
        do {
            let own = try PrivateFolder()
            path = own.path
            try DurableFile.write("x", to: own.file("x"))
            #expect(Folder.exists(path))
        }
        #expect(!Folder.exists(path))
        #expect(SSHKeygen(named: "no-such-keygen") == nil)
    }
}
