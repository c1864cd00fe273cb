/// Keys made with `ssh-keygen -t TYPE`, their fingerprints by `ssh-keygen -l`, and a signature over "hello" and
/// a line end by `ssh-keygen -Y sign -n clearroad-approval`.
enum SSHFixture {
    static let ed25519 =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM+5H0qaRLK7jB++EsnCAAhDI2bn9YzSHRBb6HtuuGEJ"
    static let ecdsa =
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBDbN7FxV"
        + "G3Wqe11BMXUfpeHt0mTC+9kUIaPEfETnfouaBAG7KxIjdG9s/xvbNzrOxdLUC95IcazWEymKjwl3oac="
    static let rsa =
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQClpLa49qIl9m7Yka4MficwZivF/AJrwRKrwZLZK6GA"
        + "N2jF5difnI/Qe4JRoAShqizdmG9yE4YnnZWhmYvLmiU7qhsnDIlVlQ2BlHhigWCfiMAbT3tZp/qN/MUR"
        + "td9PGA+dzU4JvBKUS9EqZTSzBWT4CxIlKDyFDhD9hulybiIwm09Mr/J0gh1z1jz76XgnBSiWV03lOrba"
        + "n/HExDa8hy7P3hhm4Tz8j4GhPf6XyNS/4gBb7vz/jWZeDPrWU0PgFmYQkUmKXmf6uFCgmUygwYKWf4cu"
        + "A+2HXObEFRxPz6St6PvmFxeeh6J4l53AH2lvp4F5X4OFCR4nScz9NH0onwZalKpvt3MujSVztwiXLGZ4"
        + "s1wuxyhY1ifyvSksPJIMO9sjKYxKz9tTAZ0+nEsdxdcs9d4X0qEiRO7dE6V9dDv4ow++xFH1Dkq8CGd2"
        + "c7tE1PEQfFS8qV2URO+RIX6cF9f3+S3rv4CYOIb0DbZ8KiLHFa6WZYQfuC57jH+JQmMtskM="

    static let fingerprints = [
        ed25519: "SHA256:OtqHT2NeSgWkM5Bbg3fVNF4LBJWWynKFIg0fJK5/QfU",
        ecdsa: "SHA256:uqq/fm+0hi5x2TUbUO13TpIogIbkkl96zAf87gqcQTg",
        rsa: "SHA256:viN23gX/4ere1GgQlvQ6inFT31bmHoDXiAp60ZNA7wQ",
    ]

    static let signature = """
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgz7kfSppEsruMH74SycIACEMjZu
        f1jNIdEFvoe264YQkAAAASY2xlYXJyb2FkLWFwcHJvdmFsAAAAAAAAAAZzaGE1MTIAAABT
        AAAAC3NzaC1lZDI1NTE5AAAAQDM6ze4rNj0nbb7PY86GP+eObhfX5HxVXtlBd1tYaC2tAQ
        ksZWkrf5qtcc3FBWcNy9tzIFn4IwjULij6MCrdcwc=
        -----END SSH SIGNATURE-----

        """
}
