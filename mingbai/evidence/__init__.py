"""
存证 evidence: takes every act of every stage, within the act's own transaction;
gives an append-only log that agencies witness, and a proof of each act that anybody can check offline;
articles GEN#2.2.p2 (every payment unalterable and traceable), YC-2022-2#2.4.3 (nobody alters data unseen).
"""
